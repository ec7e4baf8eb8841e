import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import type { Calendar } from './claim-calendar.ts'
import { CalendarFailure } from './failures.ts'
import type { Occurrence } from './reading/occurrences.ts'
import { busyTimes } from './tables.ts'

export type BusyItem = {
  readonly href: string
  readonly summary: string | null
  readonly busy: readonly Occurrence[]
}

/** Of one calendar: fifteen a day for two years and more. */
const busyTimesAtMost = 20_000
const batch = 1_000

/** Writes when she is busy by one item, and only where that differs from what stands there. */
export async function keepBusyTimes(
  tx: Transaction,
  calendar: Calendar,
  { href, summary, busy }: BusyItem,
): Promise<void> {
  const ofItem = and(ofCalendar(calendar), eq(busyTimes.href, href))
  const standing = await tx.select().from(busyTimes).where(ofItem)
  const wanted = new Map(busy.map((time) => [time.startsAt.getTime(), time]))
  const isKept = (row: (typeof standing)[number]) =>
    row.summary === summary && wanted.get(row.startsAt.getTime())?.endsAt.getTime() === row.endsAt.getTime()
  const dropped = standing.filter((row) => !isKept(row)).map(({ startsAt }) => startsAt)
  for (const some of batchesOf(dropped))
    await tx.delete(busyTimes).where(and(ofItem, inArray(busyTimes.startsAt, some)))
  const kept = new Set(standing.filter(isKept).map(({ startsAt }) => startsAt.getTime()))
  const added = [...wanted.values()].filter(({ startsAt }) => !kept.has(startsAt.getTime()))
  if (added.length > 0) await refuseTooMany(tx, calendar, added.length)
  const { clientId, id: calendarId, executiveId } = calendar
  for (const some of batchesOf(added))
    await tx
      .insert(busyTimes)
      .values(some.map((time) => ({ clientId, calendarId, executiveId, href, summary, ...time })))
      .onConflictDoNothing()
}

export const forgetBusyTimes = (tx: Transaction, calendar: Calendar, href: string) =>
  tx.delete(busyTimes).where(and(ofCalendar(calendar), eq(busyTimes.href, href)))

async function refuseTooMany(tx: Transaction, calendar: Calendar, more: number): Promise<void> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(busyTimes)
    .where(ofCalendar(calendar))
  if ((row?.count ?? 0) + more > busyTimesAtMost) throw new CalendarFailure('tooMany')
}

export const ofCalendar = ({ clientId, id }: Calendar) =>
  and(eq(busyTimes.clientId, clientId), eq(busyTimes.calendarId, id))

function* batchesOf<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += batch) yield all.slice(at, at + batch)
}
