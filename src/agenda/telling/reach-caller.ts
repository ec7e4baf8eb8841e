import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import { insertDeliveries } from '../../deliveries/insert-deliveries.ts'
import { openTaskAgain } from '../../tasks/open-task-again.ts'
import type { Appointment } from '../appointment.ts'
import type { Notice } from './join-notice.ts'

type Untold = { readonly notice: Notice; readonly appointment: Appointment }

/**
 * A caller whom this way does not reach: by his address, else a secretary rings him. A reminder is worth no call, and an
 * offer she has before her already.
 */
export async function reachCaller(
  tx: Transaction,
  { notice, appointment }: Untold,
  { channel }: { readonly channel: 'sms' | 'email' | 'call' },
  now: Date,
): Promise<DeliveryRef[]> {
  const { clientId, id: appointmentNoticeId } = notice
  if (channel === 'sms' && notice.email) {
    const cause = { kind: 'appointment', clientId, appointmentNoticeId, urgency: 'ordinary' } as const
    return insertDeliveries(tx, cause, [{ executiveId: null, channel: 'email' }], now)
  }
  if (notice.kind === 'reminder' || notice.kind === 'offer') return []
  const { id, executiveId, callerNumber: number, callerName: from, title: subject } = appointment
  const details = { appointmentId: id, executiveId, number, from, subject }
  const task = { clientId, audience: 'secretary', kind: 'callerUntold', key: id, details } as const
  await openTaskAgain(tx, task, now, now)
  return []
}
