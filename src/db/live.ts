import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Database } from './database.ts'

/** `work`: calls, texts, slips. `settings`: what the directory holds in memory. `floor`: who rings, speaks, waits. */
const topics = ['work', 'settings', 'floor'] as const
type Topic = (typeof topics)[number]

/**
 * Tells every process which clients changed. Called after the commit, never inside a transaction. The first goes out
 * at once, what comes within 50 ms of it together, with client ids only. A lost one costs freshness, nothing else.
 */
export type Live = {
  changed(clientIds: Iterable<number>, topic?: Topic): void
  /** Answers how to stop listening. */
  onChange(topic: Topic, heard: (clientIds: number[]) => void): () => void
  close(): Promise<void>
}

type Heard = (clientIds: number[]) => void

const everyMs = 50

export function startLive(database: Pick<Database, 'listen' | 'notify'>, log: Log): Live {
  const channels = { work: openTopic('work'), settings: openTopic('settings'), floor: openTopic('floor') }
  const closing = new AbortController()
  const listening = topics.map((topic) =>
    listenUntilHeard(database, channels[topic].channel, closing.signal, log, channels[topic].hear),
  )
  let timer: NodeJS.Timeout | null = null
  let notBefore = 0
  const flush = async () => {
    timer = null
    notBefore = performance.now() + everyMs
    for (const topic of topics) await send(database, channels[topic], log)
  }
  return {
    changed(clientIds, topic = 'work') {
      for (const id of clientIds) channels[topic].collected.add(id)
      timer ??= setTimeout(flush, Math.max(0, notBefore - performance.now()))
    },
    onChange(topic, heard) {
      channels[topic].listeners.add(heard)
      return () => channels[topic].listeners.delete(heard)
    },
    async close() {
      closing.abort()
      if (timer) clearTimeout(timer)
      for (const unlisten of await Promise.all(listening)) await unlisten?.()
    },
  }
}

type Collecting = ReturnType<typeof openTopic>

function openTopic(topic: Topic) {
  const listeners = new Set<Heard>()
  return {
    channel: `permanence_${topic}`,
    collected: new Set<number>(),
    listeners,
    hear: (payload: string) => {
      const clientIds = payload.split(',').map(Number)
      for (const listener of listeners) listener(clientIds)
    },
  }
}

/** A NOTIFY carries at most 8,000 bytes. */
const mostIds = 700

async function send(
  database: Pick<Database, 'notify'>,
  { channel, collected }: Collecting,
  log: Log,
): Promise<void> {
  const ids = [...collected]
  collected.clear()
  await notifyIds(database, channel, ids).catch((err) => log.warn({ event: 'live.notifyFailed', err }))
}

/** For a process that ends at once and has nobody to listen: tells the others whose settings changed. */
export function tellChanged(database: Pick<Database, 'notify'>, clientIds: readonly number[]): Promise<void> {
  return notifyIds(database, openTopic('settings').channel, clientIds)
}

async function notifyIds(
  database: Pick<Database, 'notify'>,
  channel: string,
  ids: readonly number[],
): Promise<void> {
  for (let n = 0; n < ids.length; n += mostIds)
    await database.notify(channel, ids.slice(n, n + mostIds).join(','))
}

/** The database may not be there yet when the process starts: tries again until it is, or until closing. */
async function listenUntilHeard(
  database: Pick<Database, 'listen'>,
  channel: string,
  closing: AbortSignal,
  log: Log,
  heard: (payload: string) => void,
): Promise<(() => Promise<void>) | null> {
  while (!closing.aborted) {
    try {
      return await database.listen(channel, heard)
    } catch (err) {
      log.warn({ event: 'live.listenFailed', err })
      await wait(1000, null, { signal: closing }).catch(() => null)
    }
  }
  return null
}
