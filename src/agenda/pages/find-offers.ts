import type { Db } from '../../db/db.ts'
import { instantOf } from '../../rules/instant-of.ts'
import { localTime } from '../../rules/local-time.ts'
import { findSlots, type Slot } from '../find-slots.ts'
import { loadSlotFacts } from '../load-slot-facts.ts'
import type { SlotFacts } from '../slot-facts.ts'
import { mondayOf, plusDays } from './agenda-times.ts'
import type { Look } from './booking-form.ts'
import type { Bookable } from './find-bookable.ts'

/** The free times of a day; `digit` for those that a key picks. */
export type OfferedDay = {
  readonly date: string
  readonly slots: readonly (Slot & { readonly digit: number | null })[]
}

type Asked = {
  readonly client: Bookable['client']
  readonly type: SlotFacts['type']
  /** Who is asked about, in order. */
  readonly executiveIds: readonly string[]
  readonly look: Look
  /** Reservations of her own and an appointment that is moved do not stand in the way. */
  readonly except: readonly string[]
  /** After a time that was taken by somebody else. */
  readonly after: Date | null
}

const mostShown = 200

/** What can be offered, by day. Of more than three the first of each half day has a key: people choose among those. */
export async function findOffers(db: Pick<Db, 'select'>, asked: Asked, now: Date): Promise<OfferedDay[]> {
  const { client, type, executiveIds, look, except } = asked
  const { clientId, hours } = client
  const { from, until, most } = rangeOf(asked, now)
  const facts = await loadSlotFacts(db, { clientId, executiveIds, type, from, until, except }, now)
  const wanted = { from, until, part: look.part, most }
  const slots = findSlots(facts, look.weekdays.length > 0 ? { ...wanted, weekdays: look.weekdays } : wanted)
  return withDigits(slots, hours.timeZone, look.span === 'next' && !look.from)
}

function rangeOf({ client, type, look, after }: Asked, now: Date) {
  const { timeZone } = client.hours
  const horizon = new Date(now.getTime() + (type.horizonDays + 1) * 86_400_000)
  const start = (date: string) => instantOf(date, '00:00', timeZone)
  const monday = plusDays(mondayOf(localTime(now, timeZone).today.date), 7)
  if (look.from) return { from: start(look.from), until: start(plusDays(look.from, 7)), most: mostShown }
  switch (look.span) {
    case 'next':
      return { from: after ?? now, until: horizon, most: 3 }
    case 'week':
      return { from: now, until: start(monday), most: mostShown }
    case 'nextWeek':
      return { from: start(monday), until: start(plusDays(monday, 7)), most: mostShown }
    default:
      return look.span satisfies never
  }
}

function withDigits(slots: readonly Slot[], timeZone: string, every: boolean): OfferedDay[] {
  const days = new Map<string, OfferedDay['slots'][number][]>()
  const halves = new Set<string>()
  let digit = 0
  for (const slot of slots) {
    const { today, time } = localTime(slot.startsAt, timeZone)
    const half = `${today.date} ${time < '12:00'}`
    const hasKey = (every || !halves.has(half)) && digit < 9
    halves.add(half)
    if (hasKey) digit++
    days.set(today.date, [...(days.get(today.date) ?? []), { ...slot, digit: hasKey ? digit : null }])
  }
  return [...days].map(([date, ofDay]) => ({ date, slots: ofDay }))
}
