import { and, eq } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import type { Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import type { AppointmentKey } from './appointment.ts'
import type { Doing } from './doing.ts'
import { lockAppointment } from './lock-agenda.ts'
import { appointments } from './tables.ts'

/** Writes what the executive and the secretaries should know about it. The caller is never told. */
export async function noteAppointment(
  tx: Transaction,
  key: AppointmentKey,
  note: string | null,
  { actor }: Doing,
  now: Date,
): Promise<void> {
  const found = await lockAppointment(tx, key, now)
  if (!found) throw new AppError(404, 'notFound', `There is no appointment ${key.appointmentId}`)
  const { clientId, id, note: before, version } = found.appointment
  if (before === note) return
  const isIt = and(eq(appointments.clientId, clientId), eq(appointments.id, id))
  await tx
    .update(appointments)
    .set({ note, version: version + 1, changedAt: now })
    .where(isIt)
  const subject = { kind: 'appointment', id }
  await recordAct(tx, {
    ...{ clientId, actor, verb: 'appointment.noted', subject, at: now },
    ...{ before: { note: before }, after: { note } },
  })
}
