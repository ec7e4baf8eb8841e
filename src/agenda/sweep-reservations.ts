import { and, eq, lte } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { lockAgenda } from './lock-agenda.ts'
import { appointments } from './tables.ts'

/** Gives back the times that were reserved and not booked. Whoever wants one sooner does it himself. */
export async function sweepReservations({
  db,
  live,
  now,
}: Pick<Context, 'db' | 'live' | 'now'>): Promise<void> {
  const at = now()
  const { clientId, executiveId, state, reservedUntil } = appointments
  const found = await db
    .selectDistinct({ clientId, executiveId })
    .from(appointments)
    .where(and(eq(state, 'reserved'), lte(reservedUntil, at)))
  for (const key of found) await db.transaction((tx) => lockAgenda(tx, key, at))
  live.changed(found.map((key) => key.clientId))
}
