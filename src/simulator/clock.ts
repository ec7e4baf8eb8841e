import { setTimeout as wait } from 'node:timers/promises'
import { instantClock } from './instant-clock.ts'

export type Pace = 'instant' | 'real'

/** The time of one call and of every leg it begets, in seconds since it was placed; `meet` joins others. */
export type Clock = {
  pace: Pace
  startedAt: Date
  seconds(): number
  /** Rejects with the signal's reason when it aborts. */
  sleep(seconds: number, signal: AbortSignal): Promise<void>
  /** A sleep that is no reason for time to pass: at an instant pace it ends once something else took that long. */
  limit(seconds: number, signal: AbortSignal): Promise<void>
  /** At an instant pace, time stands still until the work is done. */
  during<T>(work: Promise<T>): Promise<T>
}

export function startClock(pace: Pace, startedAt: Date): Clock {
  return pace === 'real' ? realClock(startedAt) : instantClock(startedAt)
}

/** The work's result, or `undefined` when the seconds are over first; the loser is aborted. */
export function within<T>(
  clock: Clock,
  seconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  return beforeEndOf((either) => clock.sleep(seconds, either), signal, work)
}

/** The same, where the seconds are a limit: see `Clock.limit`. */
export function withinLimit<T>(
  clock: Clock,
  seconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  return beforeEndOf((either) => clock.limit(seconds, either), signal, work)
}

async function beforeEndOf<T>(
  wait: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const over = new AbortController()
  const either = AbortSignal.any([signal, over.signal])
  const outOfTime = wait(either).then(() => undefined)
  const done = work(either)
  try {
    return await Promise.race([done, outOfTime])
  } finally {
    over.abort(new Error('the other one came first'))
    await Promise.allSettled([outOfTime])
    done.catch(() => undefined)
  }
}

/** What the work gives, or a rejection with the signal's reason should it abort first. */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Rejects when the signal aborts, and never resolves. */
export function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function realClock(startedAt: Date): Clock {
  const startedAtMs = performance.now()
  const sleep = (seconds: number, signal: AbortSignal) =>
    wait(seconds * 1000, undefined, { signal }).catch(() => {
      throw signal.reason
    })
  return {
    pace: 'real',
    startedAt,
    seconds: () => (performance.now() - startedAtMs) / 1000,
    sleep,
    limit: sleep,
    during: (work) => work,
  }
}
