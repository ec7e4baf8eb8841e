import { and, eq, inArray } from 'drizzle-orm'
import type { Db, Transaction } from '../../db/db.ts'
import type { Calendar } from './claim-calendar.ts'
import { calendarItems } from './tables.ts'

export type StoredItem = typeof calendarItems.$inferSelect
type Item = Pick<StoredItem, 'href' | 'uid' | 'etag' | 'contentHash'> &
  Partial<Pick<StoredItem, 'refused' | 'appointmentId' | 'appointmentVersion'>>

const ofCalendar = ({ clientId, id }: Calendar) =>
  and(eq(calendarItems.clientId, clientId), eq(calendarItems.calendarId, id))

/** All items of a calendar as they were last agreed on, by their paths. */
export async function findStoredItems(db: Db, calendar: Calendar): Promise<Map<string, StoredItem>> {
  const rows = await db.select().from(calendarItems).where(ofCalendar(calendar))
  return new Map(rows.map((row) => [row.href, row]))
}

export async function findStoredItem(tx: Transaction, calendar: Calendar, href: string) {
  const [row] = await tx
    .select()
    .from(calendarItems)
    .where(and(ofCalendar(calendar), eq(calendarItems.href, href)))
  return row ?? null
}

/** The item by which an appointment is shown there. */
export async function findItemOf(tx: Transaction, calendar: Calendar, appointmentId: string) {
  const [row] = await tx
    .select()
    .from(calendarItems)
    .where(and(ofCalendar(calendar), eq(calendarItems.appointmentId, appointmentId)))
  return row ?? null
}

export async function saveItem(
  tx: Pick<Db, 'insert'>,
  { clientId, id: calendarId }: Calendar,
  item: Item,
): Promise<void> {
  const set = { refused: null, appointmentId: null, appointmentVersion: null, ...item }
  await tx
    .insert(calendarItems)
    .values({ clientId, calendarId, ...set })
    .onConflictDoUpdate({
      target: [calendarItems.clientId, calendarItems.calendarId, calendarItems.href],
      set,
    })
}

export const forgetItems = (tx: Pick<Db, 'delete'>, calendar: Calendar, hrefs: readonly string[]) =>
  tx.delete(calendarItems).where(and(ofCalendar(calendar), inArray(calendarItems.href, [...hrefs])))

export const forgetAllItems = (tx: Pick<Db, 'delete'>, calendar: Calendar) =>
  tx.delete(calendarItems).where(ofCalendar(calendar))
