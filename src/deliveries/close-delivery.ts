import { and, inArray } from 'drizzle-orm'
import { reachCaller } from '../agenda/telling/reach-caller.ts'
import { isInvitation } from '../agenda/telling/told.ts'
import { type AlertKey, hastenAlert } from '../alerts/hasten-alert.ts'
import { whenAllowed } from '../clients/quiet-hours.ts'
import type { Transaction } from '../db/db.ts'
import { otherChannel } from '../messages/channels.ts'
import { openTaskAgain } from '../tasks/open-task-again.ts'
import type { DeliveryRef } from './enqueue-deliveries.ts'
import type { Failure } from './failures.ts'
import { insertDeliveries } from './insert-deliveries.ts'
import { isDelivery, type Letter } from './queries.ts'
import type { Outcome } from './send-delivery.ts'
import { statesBefore } from './states.ts'
import { deliveries } from './tables.ts'

/** We chose not to send: it was asked for, she left, or something newer says it better. */
const suppressing: ReadonlySet<Failure> = new Set([
  'optedOut',
  'left',
  'superseded',
  'withdrawn',
  'past',
  'resting',
])
/** Nobody need hear of it. */
const unremarkable: ReadonlySet<Failure> = new Set([
  'superseded',
  'withdrawn',
  'past',
  'resting',
  'noAnswer',
  'busy',
])

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
  if (delivery.channel === 'call') await hastenAlert(tx, alertOf(delivery), now)
  const event = `delivery.${unremarkable.has(failure) ? failure : state}`
  // Callers who cannot be texted are nobody's fault.
  if (unremarkable.has(failure) || delivery.kind === 'notice') return { event, deliveries: [] }
  if (letter.brings.kind === 'appointment' && !letter.executive)
    return { event, deliveries: await reachCaller(tx, letter.brings, delivery, now) }
  await warnSupervisor(tx, letter, failure, code, now)
  return { event, deliveries: await tryOtherChannel(tx, letter, now) }
}

/** The alert that a call belongs to. */
export function alertOf({ clientId, id, messageId, executiveId }: typeof deliveries.$inferSelect): AlertKey {
  if (!messageId || !executiveId) throw new Error(`call ${id} brings no message to anybody`)
  return { clientId, messageId, executiveId }
}

async function warnSupervisor(
  tx: Transaction,
  { delivery }: Letter,
  failure: Failure,
  code: string | null,
  now: Date,
) {
  const { clientId, id } = delivery
  const details = { ...taskDetails(delivery), failure, code }
  const task = { clientId, audience: 'supervisor', kind: 'failedDelivery', key: id, details } as const
  await openTaskAgain(tx, task, now, now)
}

/** What a task about a delivery says of it. */
export const taskDetails = (delivery: typeof deliveries.$inferSelect) => ({
  deliveryId: delivery.id,
  kind: delivery.kind,
  messageId: delivery.messageId,
  executiveId: delivery.executiveId,
  channel: delivery.channel,
})

async function tryOtherChannel(
  tx: Transaction,
  { delivery, client, executive, brings }: Letter,
  now: Date,
): Promise<DeliveryRef[]> {
  // A telephone that nobody answers has its own next step, and an echo is worth one try.
  if (!executive || executive.leftAt || delivery.channel === 'call') return []
  const channel = otherChannel(executive, delivery.channel)
  if (!channel) return []
  const { clientId, urgency } = delivery
  const dueAt = whenAllowed(executive.choices, client.hours.timeZone, urgency, now)
  const way = [{ executiveId: executive.id, channel, dueAt }]
  if (brings.kind === 'message') {
    const { messageId, revision, repeat } = { ...delivery, messageId: brings.message.id }
    return insertDeliveries(tx, { clientId, urgency, kind: 'message', messageId, revision, repeat }, way, now)
  }
  if (brings.kind === 'appointment') {
    // A calendar takes nothing in from a text.
    if (isInvitation(brings.notice)) return []
    const cause = { clientId, urgency, kind: 'appointment', appointmentNoticeId: brings.notice.id } as const
    return insertDeliveries(tx, cause, way, now)
  }
  if (brings.kind === 'callback') {
    const cause = { clientId, urgency, kind: 'callback', callbackWishId: brings.wish.id } as const
    return insertDeliveries(tx, { ...cause, repeat: delivery.repeat }, way, now)
  }
  if (brings.kind !== 'digest') return []
  return insertDeliveries(tx, { clientId, urgency, kind: 'digest', digestId: brings.digest.id }, way, now)
}
