import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { stripControls } from '../plain-text.ts'
import { unroutedEvents } from './tables.ts'

/**
 * Keeps what reached us for a number that nobody owns; the agency looks at it, no caller waits for it. With the
 * `id` of the call or text, a second delivery is no second event.
 */
export async function recordUnrouted(
  { db, now }: Pick<Context, 'db' | 'now'>,
  kind: typeof unroutedEvents.$inferInsert.kind,
  fields: Record<string, string>,
  id = newId(),
): Promise<void> {
  const kept = Object.fromEntries(Object.entries(fields).map((field) => field.map(stripControls)))
  await db.insert(unroutedEvents).values({ id, kind, fields: kept, at: now() }).onConflictDoNothing()
}
