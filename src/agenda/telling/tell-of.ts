import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import { insertDeliveries, type Way } from '../../deliveries/insert-deliveries.ts'
import { idFrom } from '../../ids.ts'
import type { Appointment } from '../appointment.ts'
import { type AppointmentNoticeKind, appointmentNotices } from './tables.ts'

type NewNotice = {
  /** As it is told. */
  readonly appointment: Appointment
  readonly kind: AppointmentNoticeKind
  readonly executiveId: string
}

/** Tells one person one thing about one version of an appointment, once however often it is asked. */
export async function tellOf(
  tx: Transaction,
  { appointment, kind, executiveId }: NewNotice,
  ways: readonly Omit<Way, 'executiveId'>[],
  now: Date,
): Promise<DeliveryRef[]> {
  const { clientId, id: appointmentId, sequence } = appointment
  const id = idFrom('appointmentNotice', clientId, appointmentId, sequence, kind, executiveId)
  await tx
    .insert(appointmentNotices)
    .values({ clientId, id, appointmentId, sequence, kind, executiveId, createdAt: now })
    .onConflictDoNothing()
  const cause = { kind: 'appointment', clientId, appointmentNoticeId: id, urgency: 'ordinary' } as const
  const hers = ways.map((way) => ({ ...way, executiveId }))
  return insertDeliveries(tx, cause, hers, now)
}
