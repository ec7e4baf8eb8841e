import { setTimeout as wait } from 'node:timers/promises'
import type { AnswerPath } from '../calls/receive-call.ts'
import type { Context } from '../context.ts'
import { replaySpool } from './replay-spool.ts'

const everyMs = 5_000

/**
 * Enters the spool as soon as the database is back. Every process does this for itself, since the files are on
 * its own disk. Answers how to stop, which waits for what is being entered.
 */
export function keepReplaying(context: Context & AnswerPath): () => Promise<void> {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await replaySpool(context).catch((err) => context.log.warn({ event: 'spool.waiting', err }))
      await wait(everyMs, null, { signal: stopping.signal }).catch(() => null)
    }
  })()
  return () => {
    stopping.abort()
    return running
  }
}
