import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'

/** One queue's worker and the jobs it has in hand. */
export type Crew = {
  queue: string
  running: Set<Promise<void>>
  /** From here on a job still fetched goes back to the queue. */
  isStopping: boolean
  worker: {
    pause(doNotWaitActive: boolean): Promise<void>
    close(force: boolean): Promise<void>
    disconnect(): Promise<void>
  }
}

/** ioredis takes 2 s to leave a peer that does not answer. */
const closeWithinMs = 3_000
const disconnectWithinMs = 1_000

/**
 * Lets the jobs in hand finish for at most `graceMs`. What is still running then keeps its lock until it
 * expires, and another worker resumes it.
 */
export async function closeCrews(crews: Crew[], graceMs: number, log: Logger): Promise<void> {
  for (const crew of crews) crew.isStopping = true
  await Promise.all(crews.map((crew) => crew.worker.pause(true)))
  await atMost(graceMs, Promise.allSettled(crews.flatMap((crew) => [...crew.running])))
  await Promise.all(crews.map((crew) => closeCrew(crew, log)))
}

async function closeCrew({ queue, running, worker }: Crew, log: Logger) {
  if (running.size > 0) log.warn({ event: 'worker.forced', queue, running: running.size })
  const closing = worker.close(running.size > 0)
  if ((await atMost(closeWithinMs, closing)) === 'done') return
  // The back end does not answer, so nothing more can be said to it.
  log.warn({ event: 'worker.disconnected', queue })
  await atMost(disconnectWithinMs, worker.disconnect())
}

async function atMost(limitMs: number, work: Promise<unknown>): Promise<'done' | 'late'> {
  const over = new AbortController()
  const late = delay(limitMs, 'late' as const, { signal: over.signal }).catch(() => 'late' as const)
  const first = await Promise.race([work.then(() => 'done' as const), late])
  over.abort()
  return first
}
