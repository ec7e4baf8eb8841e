import { findDueCalendars } from './claim-calendar.ts'
import { type SyncContext, syncCalendar } from './sync-calendar.ts'

/** A server that keeps us waiting must not hold up the others. */
const atOnce = 8

/** Reads every calendar whose turn it is. */
export async function syncCalendars(context: SyncContext): Promise<void> {
  const due = await findDueCalendars(context.db, context.now())
  const work = due.values()
  await Promise.all(Array.from({ length: atOnce }, () => syncEach(context, work)))
}

async function syncEach(
  context: SyncContext,
  work: IterableIterator<{ readonly clientId: number; readonly id: string }>,
): Promise<void> {
  for (const { clientId, id: calendarId } of work) await syncCalendar(context, { clientId, calendarId })
}
