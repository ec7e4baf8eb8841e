import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { closeTask } from '../../tasks/close-task.ts'
import type { AppointmentKey } from '../appointment.ts'
import { type Booked, bookAppointment } from '../book-appointment.ts'
import type { Doing } from '../doing.ts'
import { lockAppointment } from '../lock-agenda.ts'
import { dropOffer } from './drop-offer.ts'
import { giveUpFormer } from './give-up-former.ts'
import type { WaitingCaller } from './put-on-list.ts'
import { waitingCallers } from './tables.ts'

/** `over`: nobody keeps that time for him any more. */
export type OfferAccepted = Exclude<Booked, { kind: 'wrongCodeWord' }> | { readonly kind: 'over' }

/** He takes the time that is kept for him, and gives up the one he had once the new one stands. The key is that of the time. */
export async function acceptOffer(
  tx: Transaction,
  key: AppointmentKey,
  doing: Doing,
  now: Date,
): Promise<OfferAccepted> {
  const open = await findOpen(tx, key, now)
  if (!open) return { kind: 'over' }
  const { waiting, startsAt, executiveId } = open
  const { clientId, typeId, callerName, callerNumber, callerEmail, language, note } = waiting
  const caller = { name: callerName, number: callerNumber, email: callerEmail, contactId: null, language }
  const what = { clientId, executiveId, typeId, startsAt, offeredId: key.appointmentId }
  const booked = await bookAppointment(tx, { ...what, caller, details: [], note, source: null }, doing, now)
  if (booked.kind === 'wrongCodeWord') throw new Error('an offer is accepted without any order')
  if (booked.kind !== 'booked') return booked
  await tx.update(waitingCallers).set({ state: 'booked' }).where(isHe(waiting))
  await closeTask(tx, { clientId, kind: 'offerToCaller', key: key.appointmentId }, now)
  // What is only proposed may be declined yet: until then he keeps what he had.
  if (booked.appointment.state !== 'confirmed') return booked
  const given = await giveUpFormer(tx, waiting, doing, now)
  return { ...booked, deliveries: [...booked.deliveries, ...given] }
}

/** He does not want it: the next one is asked, and he waits for another. Safe to repeat. */
export async function refuseOffer(
  tx: Transaction,
  key: AppointmentKey,
  doing: Doing,
  now: Date,
): Promise<'refused' | 'over'> {
  const open = await findOpen(tx, key, now)
  if (!open) return 'over'
  await dropOffer(tx, open.waiting, doing, now)
  return 'refused'
}

async function findOpen(tx: Transaction, key: AppointmentKey, now: Date) {
  const locked = await lockAppointment(tx, key, now)
  if (locked?.appointment.state !== 'reserved') return null
  const [waiting] = await tx
    .select()
    .from(waitingCallers)
    .where(
      and(
        eq(waitingCallers.clientId, key.clientId),
        eq(waitingCallers.offeredId, key.appointmentId),
        eq(waitingCallers.state, 'offered'),
      ),
    )
    .for('update')
  const { startsAt, executiveId } = locked.appointment
  return waiting ? { waiting, startsAt, executiveId } : null
}

const isHe = ({ clientId, id }: WaitingCaller) =>
  and(eq(waitingCallers.clientId, clientId), eq(waitingCallers.id, id))
