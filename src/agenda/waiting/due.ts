import { instantOf } from '../../rules/instant-of.ts'
import { localTime } from '../../rules/local-time.ts'

const minuteMs = 60_000
/** How long an offer stands, in hours in which people are awake. */
const standsMs = 120 * minuteMs
/** Nobody is asked about a time that begins sooner than this after the deadline. */
const leadMs = 120 * minuteMs
/** Less is no time to answer. */
const leastMs = 15 * minuteMs
const wakes = '08:00'
const sleeps = '20:00'

export type OfferTime =
  | { readonly kind: 'now'; readonly until: Date }
  /** The caller is asleep. */
  | { readonly kind: 'later'; readonly at: Date }
  | { readonly kind: 'tooLate' }

/** When a freed time can be offered, and until when that offer stands: two waking hours, and two before it begins. */
export function offerTime(startsAt: Date, now: Date, timeZone: string): OfferTime {
  const last = startsAt.getTime() - leadMs
  if (now.getTime() + leastMs > last) return { kind: 'tooLate' }
  const { today, time } = localTime(now, timeZone)
  if (time < wakes) return laterAt(instantOf(today.date, wakes, timeZone), last)
  if (time >= sleeps) return laterAt(instantOf(dayAfter(today.date), wakes, timeZone), last)
  const bed = instantOf(today.date, sleeps, timeZone).getTime()
  const end = now.getTime() + standsMs
  const morning = instantOf(dayAfter(today.date), wakes, timeZone).getTime()
  const until = end <= bed ? end : morning + (end - bed)
  return { kind: 'now', until: new Date(Math.min(until, last)) }
}

const laterAt = (at: Date, last: number): OfferTime =>
  at.getTime() + leastMs > last ? { kind: 'tooLate' } : { kind: 'later', at }

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
