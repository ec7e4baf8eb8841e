import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { closeTask } from '../../tasks/close-task.ts'
import type { Doing } from '../doing.ts'
import { dropReservation, lockAppointment } from '../lock-agenda.ts'
import { freedTimes, waitingCallers } from './tables.ts'

type Offered = Pick<typeof waitingCallers.$inferSelect, 'clientId' | 'id' | 'offeredId'>

/** The time that is offered to him is free again: he waits on, and the next one is asked. Safe to repeat. */
export async function dropOffer(
  tx: Transaction,
  { clientId, id, offeredId }: Offered,
  { actor }: Doing,
  now: Date,
): Promise<void> {
  if (!offeredId) return
  const found = await lockAppointment(tx, { clientId, appointmentId: offeredId }, now)
  await closeTask(tx, { clientId, kind: 'offerToCaller', key: offeredId }, now)
  if (found?.appointment.state === 'reserved') {
    await dropReservation(tx, found.appointment, actor, now)
    const { executiveId, startsAt } = found.appointment
    await tx
      .update(freedTimes)
      .set({ nextAt: now })
      .where(
        and(
          eq(freedTimes.clientId, clientId),
          eq(freedTimes.executiveId, executiveId),
          eq(freedTimes.startsAt, startsAt),
        ),
      )
  }
  await tx
    .update(waitingCallers)
    .set({ state: 'waiting', offeredId: null, offerUntil: null })
    .where(
      and(
        eq(waitingCallers.clientId, clientId),
        eq(waitingCallers.id, id),
        eq(waitingCallers.state, 'offered'),
        eq(waitingCallers.offeredId, offeredId),
      ),
    )
}
