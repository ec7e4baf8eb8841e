import { and, inArray } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { otherChannel } from '../messages/channels.ts'
import { openTask } from '../tasks/open-task.ts'
import type { DeliveryRef } from './enqueue-deliveries.ts'
import type { Failure } from './failures.ts'
import { insertDeliveries } from './insert-deliveries.ts'
import { isDelivery, type Letter } from './queries.ts'
import type { Outcome } from './send-delivery.ts'
import { statesBefore } from './states.ts'
import { deliveries } from './tables.ts'

/** We chose not to send: she asked for it, she left, or a newer revision says it better. */
const suppressing: ReadonlySet<Failure> = new Set(['optedOut', 'left', 'superseded'])

/**
 * Ends a delivery that will not arrive: her other channel is tried if it was not, and a supervisor is told.
 * Safe to repeat, and without effect on a delivery that arrived.
 */
export async function closeDelivery(
  tx: Transaction,
  letter: Letter,
  { failure, code = null }: { failure: Failure; code?: string | null },
  now: Date,
): Promise<Outcome> {
  const { delivery } = letter
  const state = suppressing.has(failure) ? 'suppressed' : 'failed'
  const closed = await tx
    .update(deliveries)
    .set({ state, failure, errorCode: code, dueAt: null, enqueuedAt: null })
    .where(and(isDelivery(delivery), inArray(deliveries.state, statesBefore(state))))
    .returning({ id: deliveries.id })
  if (closed.length === 0) return { event: 'delivery.unchanged', deliveries: [] }
  if (failure === 'superseded') return { event: 'delivery.superseded', deliveries: [] }
  await warnSupervisor(tx, letter, failure, code, now)
  return { event: `delivery.${state}`, deliveries: await tryOtherChannel(tx, letter, now) }
}

async function warnSupervisor(
  tx: Transaction,
  letter: Letter,
  failure: Failure,
  code: string | null,
  now: Date,
) {
  const { clientId, id, messageId, executiveId, channel } = letter.delivery
  const details = { deliveryId: id, messageId, executiveId, channel, failure, code }
  await openTask(tx, { clientId, audience: 'supervisor', kind: 'failedDelivery', key: id, details }, now)
}

async function tryOtherChannel(tx: Transaction, letter: Letter, now: Date): Promise<DeliveryRef[]> {
  const { delivery, executive } = letter
  const { clientId, messageId, revision, urgency, executiveId } = delivery
  const channel = executive.leftAt ? null : otherChannel(executive, delivery.channel)
  if (!channel) return []
  return insertDeliveries(tx, { clientId, id: messageId, revision, urgency }, [{ executiveId, channel }], now)
}
