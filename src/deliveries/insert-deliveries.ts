import type { Channel } from '../clients/executive.ts'
import type { Transaction } from '../db/db.ts'
import { idFrom } from '../ids.ts'
import type { DeliveryRef } from './enqueue-deliveries.ts'
import { deliveries } from './tables.ts'

type Slip = { clientId: number; id: string; revision: number; urgency: 'ordinary' | 'urgent' }
type Way = { executiveId: string; channel: Channel }

/** One row for each person and channel; the same way twice is one row, so safe to repeat. */
export async function insertDeliveries(
  tx: Transaction,
  slip: Slip,
  ways: readonly Way[],
  now: Date,
): Promise<DeliveryRef[]> {
  const { clientId, id: messageId, revision, urgency } = slip
  const rows = ways.map(({ executiveId, channel }) => ({
    clientId,
    id: idFrom('delivery', clientId, messageId, revision, executiveId, channel),
    ...{ messageId, revision, executiveId, channel, urgency },
    state: 'pending' as const,
    dueAt: now,
    enqueuedAt: now,
    createdAt: now,
  }))
  return tx.insert(deliveries).values(rows).onConflictDoNothing().returning({
    clientId: deliveries.clientId,
    id: deliveries.id,
    epoch: deliveries.epoch,
    urgency: deliveries.urgency,
  })
}
