import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import { changeAppointment } from '../change-appointment.ts'
import type { Doing } from '../doing.ts'
import type { WaitingCaller } from './put-on-list.ts'

/** He has the time he waited for, and it stands: the one that he had until now goes. Safe to repeat. */
export async function giveUpFormer(
  tx: Transaction,
  { clientId, insteadOfId }: Pick<WaitingCaller, 'clientId' | 'insteadOfId'>,
  doing: Doing,
  now: Date,
): Promise<DeliveryRef[]> {
  if (!insteadOfId) return []
  const key = { clientId, appointmentId: insteadOfId }
  const changed = await changeAppointment(tx, key, { step: 'cancel', reason: null }, doing, now)
  return changed.kind === 'changed' ? changed.deliveries : []
}
