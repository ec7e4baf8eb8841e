import type { Db } from '../../../db/db.ts'
import { instantOf } from '../../../rules/instant-of.ts'
import { localTime } from '../../../rules/local-time.ts'
import type { FoundAppointment } from '../../find-appointment.ts'
import { findSlots, type Slot } from '../../find-slots.ts'
import { loadSlotFacts } from '../../load-slot-facts.ts'
import type { SlotFacts } from '../../slot-facts.ts'

type Reader = Pick<Db, 'select'>

const dayMs = 86_400_000
const daysLooked = 21
/** What is chosen from on a telephone: the first two of each half day. */
const perHalfDay = 2
const mostOffered = 12
/** Of a day that she asked for, all. */
const mostOfDay = 60

/** To when an appointment could be moved, from now on or from a day that she names (2026-11-26). */
export async function findFreeTimes(
  db: Reader,
  found: FoundAppointment,
  from: string | null,
  now: Date,
): Promise<Slot[]> {
  const { timeZone } = found.client.hours
  const start = from ? instantOf(from, '00:00', timeZone) : now
  const until = new Date(start.getTime() + (from ? 7 : daysLooked) * dayMs)
  const slots = await lookFor(db, found, { from: start, until, most: 500 }, now)
  return from ? slots.slice(0, mostOfDay) : firstOfHalfDays(slots, timeZone)
}

/** Whether that is one of the times to which it can be moved. */
export async function isFreeTime(db: Reader, found: FoundAppointment, at: Date, now: Date): Promise<boolean> {
  const until = new Date(at.getTime() + 1)
  const [slot] = await lookFor(db, found, { from: at, until, most: 1 }, now)
  return slot?.startsAt.getTime() === at.getTime()
}

type Range = { readonly from: Date; readonly until: Date; readonly most: number }

async function lookFor(db: Reader, found: FoundAppointment, range: Range, now: Date): Promise<Slot[]> {
  const { appointment } = found
  const { clientId, executiveId, id, startsAt } = appointment
  const asked = { clientId, executiveIds: [executiveId], type: typeOf(found), except: [id] }
  const facts = await loadSlotFacts(db, { ...asked, from: range.from, until: range.until }, now)
  const slots = findSlots(facts, { ...range, part: 'any' })
  return slots.filter((slot) => slot.startsAt.getTime() !== startsAt.getTime())
}

/** One of no type is moved as long as it is, on the half hour. */
function typeOf({ appointment: { startsAt, endsAt }, type }: FoundAppointment): SlotFacts['type'] {
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)
  if (type) return { ...type, minutes }
  return { minutes, bufferBefore: 0, bufferAfter: 0, noticeMinutes: 60, horizonDays: 90, stepMinutes: 30 }
}

function firstOfHalfDays(slots: readonly Slot[], timeZone: string): Slot[] {
  const taken = new Map<string, number>()
  const first = slots.filter(({ startsAt }) => {
    const { today, time } = localTime(startsAt, timeZone)
    const half = `${today.date} ${time < '12:00'}`
    const count = taken.get(half) ?? 0
    taken.set(half, count + 1)
    return count < perHalfDay
  })
  return first.slice(0, mostOffered)
}
