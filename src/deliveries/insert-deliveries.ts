import type { Channel } from '../clients/executive.ts'
import type { Transaction } from '../db/db.ts'
import { idFrom } from '../ids.ts'
import type { DeliveryRef } from './enqueue-deliveries.ts'
import { deliveries } from './tables.ts'

/** What is to be brought. */
export type Cause = { readonly clientId: number; readonly urgency: 'ordinary' | 'urgent' } & (
  | {
      readonly kind: 'message'
      readonly messageId: string
      readonly revision: number
      readonly repeat?: number
    }
  | { readonly kind: 'digest'; readonly digestId: string }
  | { readonly kind: 'echo'; readonly answerId: string }
  | { readonly kind: 'notice'; readonly noticeId: string }
  | { readonly kind: 'appointment'; readonly appointmentNoticeId: string }
  | { readonly kind: 'callback'; readonly callbackWishId: string; readonly repeat: number }
)

/** To whom, by what, and when; without `dueAt` now. A notice goes to the caller it names. */
export type Way = {
  readonly executiveId: string | null
  readonly channel: Channel | 'call'
  readonly dueAt?: Date
}

/**
 * One row for each person and channel; the same way twice is one row, so safe to repeat. Answers those that are
 * due now, for `enqueueDeliveries`; the sweep wakes the others.
 */
export async function insertDeliveries(
  tx: Transaction,
  cause: Cause,
  ways: readonly Way[],
  now: Date,
): Promise<DeliveryRef[]> {
  if (ways.length === 0) return []
  const rows = ways.map(({ executiveId, channel, dueAt = now }) => ({
    ...cause,
    id: idFrom('delivery', cause.clientId, ...partsOf(cause), executiveId ?? '', channel),
    executiveId,
    channel,
    state: 'pending' as const,
    dueAt,
    enqueuedAt: dueAt <= now ? now : null,
    createdAt: now,
  }))
  const written = await tx.insert(deliveries).values(rows).onConflictDoNothing().returning({
    clientId: deliveries.clientId,
    id: deliveries.id,
    epoch: deliveries.epoch,
    urgency: deliveries.urgency,
    enqueuedAt: deliveries.enqueuedAt,
  })
  return written.flatMap(({ enqueuedAt, ...ref }) => (enqueuedAt ? [ref] : []))
}

function partsOf(cause: Cause): (string | number)[] {
  switch (cause.kind) {
    case 'message': {
      const { messageId, revision, repeat = 0 } = cause
      return repeat === 0 ? [messageId, revision] : [messageId, revision, repeat]
    }
    case 'digest':
      return [cause.digestId]
    case 'echo':
      return [cause.answerId]
    case 'notice':
      return [cause.noticeId]
    case 'appointment':
      return [cause.appointmentNoticeId]
    case 'callback':
      return [cause.callbackWishId, cause.repeat]
    default:
      return cause satisfies never
  }
}
