import { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Client, escapeIdentifier } from 'pg'
import type { Database } from './database.ts'

type Heard = (payload: string) => void
type Channels = Pick<Database, 'listen' | 'notify'> & { close(): Promise<void> }

const againAfterMs = 1_000
const patienceMs = 5_000

/**
 * LISTEN and NOTIFY on one connection of their own. When it is lost it is opened again, and every channel with
 * it; what was said meanwhile is not heard.
 */
export function openServerChannels(url: string): Channels {
  const channels = new Map<string, Set<Heard>>()
  let link: Promise<Link> | null = null
  let closing = false

  const tell = (channel: string, payload: string) => {
    for (const heard of channels.get(channel) ?? []) heard(payload)
  }
  const linked = (): Promise<Link> => {
    if (link) return link
    const opening = open(url, [...channels.keys()], tell)
    link = opening
    const forget = () => {
      if (link === opening) link = null
      void linkAgain()
    }
    opening.then(({ ended }) => ended.then(forget), forget)
    return opening
  }
  const linkAgain = async (): Promise<void> => {
    await wait(againAfterMs, null, { ref: false })
    if (!closing && channels.size > 0) await linked().catch(() => {})
  }
  return {
    async listen(channel, heard) {
      await (await linked()).run(`listen ${escapeIdentifier(channel)}`)
      const listeners = channels.get(channel) ?? new Set()
      channels.set(channel, listeners.add(heard))
      return async () => void listeners.delete(heard)
    },
    async notify(channel, payload) {
      await (await linked()).run('select pg_notify($1, $2)', [channel, payload])
    },
    async close() {
      closing = true
      await link?.then((open) => open.end()).catch(() => {})
    },
  }
}

type Link = {
  /** A statement that fails or gets no answer costs the connection: its silence would otherwise go unnoticed. */
  run(text: string, values?: string[]): Promise<void>
  ended: Promise<void>
  end(): Promise<void>
}

async function open(
  url: string,
  channels: readonly string[],
  tell: (channel: string, payload: string) => void,
): Promise<Link> {
  const socket = new Socket()
  const client = new Client({
    connectionString: url,
    application_name: 'permanence-live',
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
    keepAlive: true,
    stream: () => socket,
  })
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  client.on('end', resolve)
  client.on('error', () => socket.destroy())
  client.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''))
  let last: Promise<unknown> = Promise.resolve()
  const run = async (text: string, values?: string[]) => {
    const running = last.then(() => client.query(text, values))
    last = running.catch(() => socket.destroy())
    await running
  }
  await client.connect()
  for (const channel of channels) await run(`listen ${escapeIdentifier(channel)}`)
  return { run, ended, end: () => client.end() }
}
