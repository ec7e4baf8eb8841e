import type { Clock } from './clock.ts'

type Sleeper = { wakesAt: number; wake: () => void; isLimit: boolean }

/** What clocks share whose legs have met: their hours differ, but their seconds pass together. */
type Time = { now: number; atWork: number; sleepers: Sleeper[]; looking: boolean; faces: Face[] }

/** One clock's own view: where it stood at zero when the shared time showed `since`. */
type Face = { time: Time; since: number }

const faces = new WeakMap<Clock, Face>()

/**
 * From here on the two keep the same time: legs that talk to each other, whatever call each came by. At a real
 * pace they do anyway.
 */
export function meet(one: Clock, other: Clock): void {
  const [host, guest] = [faces.get(one), faces.get(other)]
  if (!host || !guest || host.time === guest.time) return
  const { time: kept } = host
  const { time: merged } = guest
  const ahead = kept.now - merged.now
  for (const sleeper of merged.sleepers) kept.sleepers.push(movedBy(sleeper, ahead))
  for (const face of merged.faces) {
    face.time = kept
    face.since += ahead
    kept.faces.push(face)
  }
  kept.atWork += merged.atWork
  Object.assign(merged, { atWork: 0, sleepers: [], faces: [] })
  look(kept)
}

/** The same object, since whoever sleeps gives up by it. */
function movedBy(sleeper: Sleeper, seconds: number): Sleeper {
  sleeper.wakesAt += seconds
  return sleeper
}

/** Jumps to the next sleeper's hour as soon as nothing of these calls is at work any more. */
export function instantClock(startedAt: Date): Clock {
  const time: Time = { now: 0, atWork: 0, sleepers: [], looking: false, faces: [] }
  const face: Face = { time, since: 0 }
  time.faces.push(face)

  function sleepUntil(seconds: number, signal: AbortSignal, isLimit: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const sleeper = { wakesAt: face.time.now + seconds, wake: resolve, isLimit }
      const giveUp = () => {
        face.time.sleepers = face.time.sleepers.filter((other) => other !== sleeper)
        reject(signal.reason)
      }
      sleeper.wake = () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      signal.addEventListener('abort', giveUp, { once: true })
      face.time.sleepers.push(sleeper)
      look(face.time)
    })
  }

  async function during<T>(work: Promise<T>): Promise<T> {
    face.time.atWork += 1
    try {
      return await work
    } finally {
      face.time.atWork -= 1
      look(face.time)
    }
  }

  const clock: Clock = {
    pace: 'instant',
    startedAt,
    seconds: () => face.time.now - face.since,
    sleep: (seconds, signal) => sleepUntil(seconds, signal, false),
    limit: (seconds, signal) => sleepUntil(seconds, signal, true),
    during,
  }
  faces.set(clock, face)
  return clock
}

function look(time: Time): void {
  if (time.looking) return
  time.looking = true
  setImmediate(() => {
    time.looking = false
    if (time.atWork > 0 || time.sleepers.every(({ isLimit }) => isLimit)) return
    const next = time.sleepers.reduce<Sleeper | null>(earlier, null)
    if (!next) return
    time.sleepers = time.sleepers.filter((sleeper) => sleeper !== next)
    time.now = Math.max(time.now, next.wakesAt)
    next.wake()
    look(time)
  })
}

function earlier(first: Sleeper | null, second: Sleeper): Sleeper {
  return first && first.wakesAt <= second.wakesAt ? first : second
}
