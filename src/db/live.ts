import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Database } from './database.ts'

const channel = 'permanence_changes'

/**
 * Tells every process which clients changed. Called after the commit, never inside a transaction: what is
 * collected within 50 ms goes out in one NOTIFY with client ids only. A lost one costs freshness, nothing else.
 */
export type Live = {
  changed(clientIds: Iterable<number>): void
  /** Answers how to stop listening. */
  onChange(heard: (clientIds: number[]) => void): () => void
  close(): Promise<void>
}

export function startLive(database: Pick<Database, 'listen' | 'notify'>, log: Log): Live {
  const listeners = new Set<(clientIds: number[]) => void>()
  const collected = new Set<number>()
  const closing = new AbortController()
  let timer: NodeJS.Timeout | null = null

  const listening = listenUntilHeard(database, closing.signal, log, (payload) => {
    const clientIds = payload.split(',').map(Number)
    for (const listener of listeners) listener(clientIds)
  })
  const flush = async () => {
    timer = null
    const payload = [...collected].slice(0, 1000).join(',')
    collected.clear()
    if (payload === '') return
    await database.notify(channel, payload).catch((err) => log.warn({ event: 'live.notify_failed', err }))
  }
  return {
    changed(clientIds) {
      for (const id of clientIds) collected.add(id)
      timer ??= setTimeout(flush, 50)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closing.abort()
      if (timer) clearTimeout(timer)
      const unlisten = await listening
      await unlisten?.()
    },
  }
}

/** The database may not be there yet when the process starts: tries again until it is, or until closing. */
async function listenUntilHeard(
  database: Pick<Database, 'listen'>,
  closing: AbortSignal,
  log: Log,
  heard: (payload: string) => void,
): Promise<(() => Promise<void>) | null> {
  while (!closing.aborted) {
    try {
      return await database.listen(channel, heard)
    } catch (err) {
      log.warn({ event: 'live.listen_failed', err })
      await wait(1000, null, { signal: closing }).catch(() => null)
    }
  }
  return null
}
