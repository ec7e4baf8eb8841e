import { setTimeout as wait } from 'node:timers/promises'

export type Pace = 'instant' | 'real'

/** The time of one call and of every leg it begets, in seconds since it was placed. */
export type Clock = {
  pace: Pace
  startedAt: Date
  seconds(): number
  /** Rejects with the signal's reason when it aborts. */
  sleep(seconds: number, signal: AbortSignal): Promise<void>
  /** At an instant pace, time stands still until the work is done. */
  during<T>(work: Promise<T>): Promise<T>
}

export function startClock(pace: Pace, startedAt: Date): Clock {
  return pace === 'real' ? realClock(startedAt) : instantClock(startedAt)
}

/** The work's result, or `undefined` when the seconds are over first; the loser is aborted. */
export async function within<T>(
  clock: Clock,
  seconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const over = new AbortController()
  const either = AbortSignal.any([signal, over.signal])
  const outOfTime = clock.sleep(seconds, either).then(() => undefined)
  const done = work(either)
  try {
    return await Promise.race([done, outOfTime])
  } finally {
    over.abort(new Error('the other one came first'))
    await Promise.allSettled([outOfTime])
    done.catch(() => undefined)
  }
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
  return {
    pace: 'real',
    startedAt,
    seconds: () => (performance.now() - startedAtMs) / 1000,
    sleep: (seconds, signal) =>
      wait(seconds * 1000, undefined, { signal }).catch(() => {
        throw signal.reason
      }),
    during: (work) => work,
  }
}

type Sleeper = { wakesAt: number; wake: () => void }

/** Jumps to the next sleeper's hour as soon as nothing of this call is at work any more. */
function instantClock(startedAt: Date): Clock {
  let now = 0
  let atWork = 0
  let sleepers: Sleeper[] = []
  let looking = false

  function look(): void {
    if (looking) return
    looking = true
    setImmediate(() => {
      looking = false
      if (atWork > 0) return
      const next = sleepers.reduce<Sleeper | null>(earlier, null)
      if (!next) return
      sleepers = sleepers.filter((sleeper) => sleeper !== next)
      now = Math.max(now, next.wakesAt)
      next.wake()
      look()
    })
  }

  function sleep(seconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const sleeper = { wakesAt: now + seconds, wake: resolve }
      const giveUp = () => {
        sleepers = sleepers.filter((other) => other !== sleeper)
        reject(signal.reason)
      }
      sleeper.wake = () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      signal.addEventListener('abort', giveUp, { once: true })
      sleepers.push(sleeper)
      look()
    })
  }

  async function during<T>(work: Promise<T>): Promise<T> {
    atWork += 1
    try {
      return await work
    } finally {
      atWork -= 1
      look()
    }
  }

  return { pace: 'instant', startedAt, seconds: () => now, sleep, during }
}

function earlier(first: Sleeper | null, second: Sleeper): Sleeper {
  return first && first.wakesAt <= second.wakesAt ? first : second
}
