import { localTime } from '../../rules/local-time.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import type { Chance } from './chance.ts'

/** Who takes calls when; on Saturdays one of them, in the morning. */
const duty = [
  { key: 'alice', from: '08:00', until: '13:00', for: ['morel', 'durand', 'chauffage', 'lenoir'] },
  { key: 'benoit', from: '13:00', until: '19:00', for: ['durand', 'chauffage', 'lenoir'] },
  { key: 'claire', from: '09:00', until: '17:00', for: ['morel', 'durand', 'chauffage', 'lenoir'] },
  { key: 'diane', from: '17:00', until: '19:00', for: ['morel', 'lenoir'] },
] as const
const saturday = { key: 'claire', from: '09:00', until: '12:00', for: ['durand', 'chauffage'] } as const

/** What a wait in the queue came to, after so many seconds. */
export type Wait = { readonly how: 'answered'; readonly seconds: number; readonly by: string } | GivenUp
type GivenUp = { readonly how: 'hungUp' | 'callback' | 'message' | 'late'; readonly seconds: number }

export type PastFloor = {
  /** Null where nobody is there to be waited for. */
  wait(client: string, at: Date): Wait | null
  /** She is busy with a call and what she writes about it. */
  keepBusy(key: string, until: Date): void
}

const longestWaitSeconds = 60

/** One call at a time for each: who comes while all are busy waits longer. */
export function openPastFloor(chance: Chance): PastFloor {
  const busyUntil = new Map<string, number>()
  const readyAt = (key: string, at: number) => Math.max(at, busyUntil.get(key) ?? 0)
  return {
    keepBusy: (key, until) => void busyUntil.set(key, until.getTime()),
    wait(client, at) {
      const now = at.getTime()
      const there = onDuty(client, at).sort((a, b) => readyAt(a, now) - readyAt(b, now))
      const [first] = there
      if (first === undefined) return null
      const free = Math.ceil((readyAt(first, now) - now) / 1000)
      const seconds = free + pickUpSeconds(chance, free > 0)
      const lost = giveUp(chance)
      if (lost && lost.seconds < seconds + (lost.how === 'hungUp' ? 0 : 20)) return lost
      if (seconds > longestWaitSeconds) return { how: 'late', seconds: longestWaitSeconds }
      return { how: 'answered', seconds, by: first }
    },
  }
}

/** Keys of those who answer for a client then. */
export function onDuty(client: string, at: Date): string[] {
  const { today, time } = localTime(at, agencyTimeZone)
  if (today.weekday === 'sun') return []
  const people = today.weekday === 'sat' ? [saturday] : duty
  return people
    .filter((one) => one.for.some((key) => key === client) && one.from <= time && time < one.until)
    .map(({ key }) => key)
}

function pickUpSeconds(chance: Chance, wasBusy: boolean): number {
  if (wasBusy) return chance.between(4, 9)
  if (chance.happens(0.68)) return chance.between(5, 14)
  return chance.happens(0.6) ? chance.between(13, 20) : chance.between(21, 40)
}

/** Some callers do not wait to the end. */
function giveUp(chance: Chance): GivenUp | null {
  const kind = chance.weighed([2, 12, 1, 2, 83])
  if (kind === 0) return { how: 'hungUp', seconds: chance.between(1, 4) }
  if (kind === 1) return { how: 'hungUp', seconds: chance.between(6, 35) }
  if (kind === 2) return { how: 'callback', seconds: chance.between(12, 25) }
  return kind === 3 ? { how: 'message', seconds: chance.between(12, 25) } : null
}
