import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { unroutedEvents } from './tables.ts'

/** Keeps what reached us for a number that nobody owns; the agency looks at it, no caller waits for it. */
export async function recordUnrouted(
  { db, now }: Pick<Context, 'db' | 'now'>,
  kind: typeof unroutedEvents.$inferInsert.kind,
  fields: Record<string, string>,
): Promise<void> {
  const at = now()
  await db.insert(unroutedEvents).values({ id: newId(), kind, fields, at })
}
