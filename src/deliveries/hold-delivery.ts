import { and, eq } from 'drizzle-orm'
import { whenAllowed } from '../clients/quiet-hours.ts'
import type { Transaction } from '../db/db.ts'
import { waitsForSlip } from '../messages/waits-for-slip.ts'
import { isDelivery, type Letter } from './queries.ts'
import type { Outcome } from './send-delivery.ts'
import { deliveries } from './tables.ts'

/** Until when this delivery stays behind the slip that is being written; null when it may go. */
export function heldUntil({ brings, client, delivery, executive }: Letter, now: Date): Date | null {
  if (brings.kind !== 'message' || !executive || delivery.channel === 'call' || delivery.repeat > 0)
    return null
  const { message, draftSavedAt } = brings
  const { timeZone } = client.hours
  const owedAt = whenAllowed(executive.choices, timeZone, message.urgency, delivery.createdAt)
  return waitsForSlip(message, draftSavedAt, owedAt, now)
}

/** It is looked at again then; a slip that was sent meanwhile has taken its place. */
export async function holdDelivery(tx: Transaction, { delivery }: Letter, until: Date): Promise<Outcome> {
  const { state, attempts } = delivery
  await tx
    .update(deliveries)
    .set({ dueAt: until, enqueuedAt: null })
    .where(and(isDelivery(delivery), eq(deliveries.state, state), eq(deliveries.attempts, attempts)))
  return { event: 'delivery.held', deliveries: [] }
}
