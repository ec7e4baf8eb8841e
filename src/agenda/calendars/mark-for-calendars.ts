import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { calendars } from './tables.ts'

/** An appointment of hers changed: the calendars in which ours appear are written to at once. */
export async function markForCalendars(
  tx: Transaction,
  { clientId, executiveId }: { readonly clientId: number; readonly executiveId: string },
  now: Date,
): Promise<void> {
  await tx
    .update(calendars)
    .set({ nextAt: now })
    .where(
      and(
        eq(calendars.clientId, clientId),
        eq(calendars.executiveId, executiveId),
        eq(calendars.writes, true),
        isNull(calendars.endedAt),
        isNull(calendars.failure),
      ),
    )
}
