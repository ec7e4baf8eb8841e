import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import { insertDeliveries, type Way } from '../../deliveries/insert-deliveries.ts'
import { idFrom } from '../../ids.ts'
import type { Appointment } from '../appointment.ts'
import { joinNotice } from './join-notice.ts'
import { type AppointmentNoticeKind, appointmentNotices } from './tables.ts'
import { isInvitation, type Told, toldOf } from './told.ts'

export type NewNotice = {
  /** As it is told. */
  readonly appointment: Appointment
  readonly kind: AppointmentNoticeKind
  /** Null: to the caller, by the number or address that the appointment has. */
  readonly executiveId: string | null
  /** What the reader counted on before, where this changes it. */
  readonly former?: Told | null
  /** Of a reminder. */
  readonly reminderHours?: number
}

/**
 * Tells one person one thing about one version of an appointment, once however often it is asked. Consecutive ones
 * that are told at one time are told of together.
 */
export async function tellOf(
  tx: Transaction,
  notice: NewNotice,
  ways: readonly Omit<Way, 'executiveId'>[],
  now: Date,
): Promise<DeliveryRef[]> {
  const { appointment, kind, executiveId, former = null, reminderHours = null } = notice
  const { clientId, id: appointmentId, sequence, callerNumber, callerEmail } = appointment
  const hours = reminderHours === null ? [] : [reminderHours]
  const id = idFrom('appointmentNotice', clientId, appointmentId, sequence, kind, executiveId ?? '', ...hours)
  const toCaller = executiveId === null
  const [written] = await tx
    .insert(appointmentNotices)
    .values({
      ...{ clientId, id, appointmentId, sequence, kind, executiveId, former, reminderHours },
      ...{ number: toCaller ? callerNumber : null, email: toCaller ? callerEmail : null },
      ...{ told: isInvitation({ kind }) ? null : toldOf(appointment), createdAt: now },
    })
    .onConflictDoNothing()
    .returning()
  if (!written) return []
  if (await joinNotice(tx, written, appointment, ways, now)) return []
  const cause = { kind: 'appointment', clientId, appointmentNoticeId: id, urgency: 'ordinary' } as const
  const theirs = ways.map((way) => ({ ...way, executiveId }))
  return insertDeliveries(tx, cause, theirs, now)
}
