import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { inScope, type Scope } from '../../scope.ts'
import type { RefusedWhy } from './reading/read-text.ts'
import { busyTimes, calendarItems, calendars } from './tables.ts'

export type FoundCalendar = {
  readonly calendar: Omit<typeof calendars.$inferSelect, 'secret'>
  readonly executive: string
  readonly busy: number
  readonly refused: readonly { readonly why: RefusedWhy; readonly count: number }[]
}

/** The connected calendars of a client's executives, without what opens them. */
export async function findCalendars(db: Db, scope: Scope, clientId: number): Promise<FoundCalendar[]> {
  const rows = await db
    .select({ calendar: calendars, executive: executives.name })
    .from(calendars)
    .innerJoin(
      executives,
      and(eq(executives.clientId, calendars.clientId), eq(executives.id, calendars.executiveId)),
    )
    .where(
      and(inScope(scope, calendars.clientId), eq(calendars.clientId, clientId), isNull(calendars.endedAt)),
    )
    .orderBy(asc(executives.name), asc(calendars.createdAt))
  const [busy, refused] = [await countBusy(db, clientId), await countRefused(db, clientId)]
  return rows.map(({ calendar: { secret: _, ...calendar }, executive }) => ({
    ...{ calendar, executive, busy: busy.get(calendar.id) ?? 0 },
    refused: refused.flatMap(({ id, why, count }) => (id === calendar.id && why ? [{ why, count }] : [])),
  }))
}

const count = sql<number>`count(*)::int`

async function countBusy(db: Db, clientId: number): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: busyTimes.calendarId, count })
    .from(busyTimes)
    .where(eq(busyTimes.clientId, clientId))
    .groupBy(busyTimes.calendarId)
  return new Map(rows.map((row) => [row.id, row.count]))
}

const countRefused = (db: Db, clientId: number) =>
  db
    .select({ id: calendarItems.calendarId, why: calendarItems.refused, count })
    .from(calendarItems)
    .where(and(eq(calendarItems.clientId, clientId), sql`${calendarItems.refused} is not null`))
    .groupBy(calendarItems.calendarId, calendarItems.refused)

/** Whom a calendar can be connected for. */
export const findExecutives = (db: Db, clientId: number) =>
  db
    .select({ id: executives.id, name: executives.name })
    .from(executives)
    .where(and(eq(executives.clientId, clientId), isNull(executives.leftAt)))
    .orderBy(asc(executives.name))
