import { and, eq, inArray, lte } from 'drizzle-orm'
import { type Act, recordAct } from '../acts/record-act.ts'
import { type Hat, hatsOf, lockPerson, personOf } from '../answers/person.ts'
import { executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { type Appointment, type AppointmentKey, snapshotOf } from './appointment.ts'
import { appointments } from './tables.ts'

type ExecutiveKey = { readonly clientId: number; readonly executiveId: string }
export type LockedExecutive = typeof executives.$inferSelect

/**
 * From here until the transaction ends nobody else changes her agenda, at whichever client. Reservations that have run
 * out are dropped, so that their time is free for whoever asks.
 */
export async function lockAgenda(tx: Transaction, key: ExecutiveKey, now: Date): Promise<LockedExecutive> {
  const [executive] = await tx
    .select()
    .from(executives)
    .where(and(eq(executives.clientId, key.clientId), eq(executives.id, key.executiveId)))
  if (!executive)
    throw new AppError(404, 'notFound', `There is no executive ${key.executiveId} at client ${key.clientId}`)
  const person = personOf(executive)
  await lockPerson(tx, person)
  await dropExpired(tx, await hatsOf(tx, person), now)
  return executive
}

/** The appointment as it stands once her agenda is locked; null when there is none, or it was a reservation that ran out. */
export async function lockAppointment(
  tx: Transaction,
  { clientId, appointmentId }: AppointmentKey,
  now: Date,
): Promise<{ appointment: Appointment; executive: LockedExecutive } | null> {
  const isIt = and(eq(appointments.clientId, clientId), eq(appointments.id, appointmentId))
  const [named] = await tx.select({ executiveId: appointments.executiveId }).from(appointments).where(isIt)
  if (!named) return null
  const executive = await lockAgenda(tx, { clientId, ...named }, now)
  const [appointment] = await tx.select().from(appointments).where(isIt).for('update')
  return appointment ? { appointment, executive } : null
}

async function dropExpired(tx: Transaction, hats: readonly Hat[], now: Date): Promise<void> {
  const expired = await tx
    .select()
    .from(appointments)
    .where(
      and(
        inArray(appointments.clientId, [...new Set(hats.map(({ clientId }) => clientId))]),
        inArray(
          appointments.executiveId,
          hats.map(({ id }) => id),
        ),
        eq(appointments.state, 'reserved'),
        lte(appointments.reservedUntil, now),
      ),
    )
    .for('update')
  for (const reservation of expired)
    await dropReservation(tx, reservation, { kind: 'software', id: null }, now)
}

/**
 * Frees a reserved time. One that was offered to somebody, and so bears his name, stays as a cancelled row, which says to
 * him that the offer is over; `reservedUntil` tells it from an appointment.
 */
export async function dropReservation(
  tx: Transaction,
  reservation: Appointment,
  actor: Act['actor'],
  now: Date,
): Promise<void> {
  const { clientId, id, callerName, version } = reservation
  const isIt = and(eq(appointments.clientId, clientId), eq(appointments.id, id))
  const ended = { state: 'cancelled', version: version + 1, changedAt: now } as const
  const after = callerName === null ? null : { ...reservation, ...ended }
  if (after) await tx.update(appointments).set(ended).where(isIt)
  else await tx.delete(appointments).where(isIt)
  await recordAct(tx, {
    ...{ clientId, actor, verb: 'appointment.released', subject: { kind: 'appointment', id }, at: now },
    before: snapshotOf(reservation),
    after: after && snapshotOf(after),
  })
}
