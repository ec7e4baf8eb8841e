import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { defaultAnswering } from '../answering/answering.ts'
import type { Context } from '../context.ts'
import { inTime } from '../in-time.ts'
import { defaultOutgoing } from '../outgoing/outgoing.ts'
import type { Client, DirectoryEntries } from './client.ts'
import { clients } from './tables.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'live' | 'log' | 'now'>

const checkEveryMs = 15_000
const patienceAtStartMs = 5_000
/** Shorter than the time to the next look, so that a connection that is silent for ever holds up one look only. */
const patienceMs = 10_000

/**
 * Fills the directory and keeps it fresh: told of changes at once, and looking for itself every 15 s in case it
 * was not told. Where the database is not there at the start, it begins with what the last process left on the
 * disk. Answers how to stop.
 */
export async function keepDirectory(context: Needs): Promise<() => void> {
  await fill(context)
  const look = () => inTime(patienceMs, () => refreshChanged(context))
  const stale = (err: unknown) => context.log.warn({ event: 'directory.stale', err })
  const timer = setInterval(() => void look().catch(stale), checkEveryMs)
  const forget = context.live.onChange('settings', (clientIds) => {
    void refresh(context, clientIds).catch(stale)
  })
  return () => {
    clearInterval(timer)
    forget()
  }
}

async function fill(context: Needs): Promise<void> {
  try {
    await inTime(patienceAtStartMs, () => refresh(context))
  } catch (err) {
    const entries = await readSnapshot(context)
    context.log.error({ event: 'directory.fromSnapshot', clients: entries.clients.length, err })
    if (!context.directory.isComplete()) context.directory.restore(entries)
  }
}

/** By version, not by time: a large import commits long after it began, and clocks differ. */
async function refreshChanged(context: Needs): Promise<void> {
  if (!context.directory.isComplete()) return refresh(context)
  const rows = await context.db.select({ clientId: clients.clientId, version: clients.version }).from(clients)
  const changed = rows.filter((row) => context.directory.client(row.clientId)?.version !== row.version)
  const known = new Set(rows.map((row) => row.clientId))
  const gone = context.directory.entries().clients.filter(({ clientId }) => !known.has(clientId))
  if (changed.length + gone.length > 0)
    await refresh(
      context,
      [...changed, ...gone].map((row) => row.clientId),
    )
}

async function refresh(context: Needs, clientIds?: readonly number[]): Promise<void> {
  await context.directory.refresh(clientIds)
  await writeSnapshot(context).catch((err) => context.log.warn({ event: 'directory.noSnapshot', err }))
}

const snapshotPath = ({ config }: Pick<Needs, 'config'>) => join(config.dataDir, 'directory.json')

/** Without the database every call gets the degraded answer, which needs no rules. */
async function writeSnapshot(context: Needs): Promise<void> {
  if (context.config.storage.kind === 'embedded') return
  const path = snapshotPath(context)
  const { clients: all, lines } = context.directory.entries()
  const kept = all.map((client) => ({ ...client, executives: [...client.executives] }))
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.${randomUUID()}`
  await writeFile(part, JSON.stringify({ clients: kept, lines }), { flush: true, mode: 0o600 })
  await rename(part, path)
}

async function readSnapshot(context: Needs): Promise<DirectoryEntries> {
  try {
    const stored: Stored = JSON.parse(await readFile(snapshotPath(context), 'utf8'))
    return {
      lines: stored.lines,
      clients: stored.clients.map((client) => ({
        ...client,
        // A snapshot of an earlier release does not say.
        state: client.state ?? 'live',
        awaitsTest: client.awaitsTest ?? false,
        answering: client.answering ?? defaultAnswering,
        recording: client.recording ?? null,
        outgoing: client.outgoing ?? defaultOutgoing,
        setUpAt: new Date(client.setUpAt),
        executives: new Map(client.executives),
      })),
    }
  } catch {
    return { clients: [], lines: [] }
  }
}

type Stored = {
  clients: (Omit<Client, 'executives'> & {
    executives: [string, NonNullable<ReturnType<Client['executives']['get']>>][]
  })[]
  lines: DirectoryEntries['lines']
}
