import { and, asc, eq, isNull, lte, ne, or } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { calendars } from './tables.ts'

export type Calendar = typeof calendars.$inferSelect
export type CalendarKey = { readonly clientId: number; readonly calendarId: string }

/** What is read no sooner than so long after. */
const everyMs = { caldav: 5 * 60_000, ics: 15 * 60_000 } as const
const claimMs = 10 * 60_000
const dueAtMost = 500

const isFree = (now: Date) => or(isNull(calendars.claimedUntil), lte(calendars.claimedUntil, now))
// With wrong credentials every attempt counts against her account there.
const mayBeTried = () => or(isNull(calendars.failure), ne(calendars.failure, 'credentials'))

/** Calendars whose turn it is, those that waited longest first. */
export function findDueCalendars(db: Db, now: Date): Promise<Calendar[]> {
  return db
    .select()
    .from(calendars)
    .where(and(isNull(calendars.endedAt), lte(calendars.nextAt, now), isFree(now), mayBeTried()))
    .orderBy(asc(calendars.nextAt))
    .limit(dueAtMost)
}

/** Nobody else reads it meanwhile. A change marked while it is being read is not lost: it sets `nextAt` again. */
export async function claimCalendar(
  db: Db,
  { clientId, calendarId }: CalendarKey,
  now: Date,
): Promise<Calendar | null> {
  const isIt = and(eq(calendars.clientId, clientId), eq(calendars.id, calendarId))
  const [found] = await db.select().from(calendars).where(isIt)
  if (!found) return null
  const [claimed] = await db
    .update(calendars)
    .set({
      claimedUntil: new Date(now.getTime() + claimMs),
      nextAt: new Date(now.getTime() + everyMs[found.kind]),
    })
    .where(and(isIt, isNull(calendars.endedAt), isFree(now)))
    .returning()
  return claimed ?? null
}
