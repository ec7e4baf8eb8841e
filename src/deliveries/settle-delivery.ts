import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { notifyCaller } from '../notices/notify-caller.ts'
import { recordOptOut } from '../texts/record-opt-out.ts'
import { optOutCode } from '../twilio/errors.ts'
import type { SendResult } from '../twilio/gateway.ts'
import { type Claim, optOutOf, type Reachable } from './claim-delivery.ts'
import { closeDelivery } from './close-delivery.ts'
import { type DeliveryKey, isDelivery, type Letter } from './queries.ts'
import { retryAfterMs } from './retry.ts'
import type { Outcome } from './send-delivery.ts'
import { statesBefore } from './states.ts'
import { deliveries } from './tables.ts'

/** Writes down what the far side answered to one claim. */
export async function settleDelivery(
  tx: Transaction,
  letter: Letter,
  to: Reachable,
  claim: Claim,
  result: SendResult,
  now: Date,
): Promise<Outcome> {
  switch (result.kind) {
    case 'sent':
      await markSent(tx, letter.delivery, { providerId: result.id, segments: result.segments }, now)
      return { event: 'delivery.sent', deliveries: await notifyCaller(tx, letter, now) }
    case 'uncertain':
      await markUncertain(tx, letter, claim, result.code, now)
      return { event: 'delivery.uncertain', deliveries: [] }
    case 'refused': {
      if (result.code === optOutCode && to.channel === 'sms')
        await recordOptOut(tx, optOutOf(letter, to), now)
      const { channel, urgency } = letter.delivery
      const waitMs = retryAfterMs(claim.attempt, channel === 'call' ? channel : urgency, Math.random())
      if (result.permanent || waitMs === null) return closeDelivery(tx, letter, result, now)
      await postpone(tx, letter, { ...claim, ...result, dueAt: new Date(now.getTime() + waitMs) })
      return { event: 'delivery.postponed', deliveries: [] }
    }
    default:
      return result satisfies never
  }
}

type SentAs = { readonly providerId: string; readonly segments: number | null }

/**
 * The far side took it. A callback may have said so before, or said more: then only what is still blank is
 * filled in. Pending with an error is a text already given back by the carrier, which this does not undo.
 */
export async function markSent(
  tx: Transaction,
  key: DeliveryKey,
  { providerId, segments }: SentAs,
  now: Date,
): Promise<void> {
  await tx
    .update(deliveries)
    .set({
      state: 'sent',
      providerId,
      sentAt: now,
      ...{ dueAt: null, enqueuedAt: null, absentAt: null, errorCode: null, failure: null },
    })
    .where(
      and(
        isDelivery(key),
        inArray(deliveries.state, statesBefore('sent')),
        or(ne(deliveries.state, 'pending'), isNull(deliveries.errorCode)),
      ),
    )
  if (segments === null) return
  await tx
    .update(deliveries)
    .set({ segments })
    .where(and(isDelivery(key), eq(deliveries.providerId, providerId)))
}

type Postponement = { attempt: number; code: string; failure: string; dueAt: Date }

/** Back to the queue, unless this attempt's fate was decided meanwhile; the sweep wakes it when it is due. */
export async function postpone(
  tx: Transaction,
  { delivery }: Letter,
  { attempt, code, failure, dueAt }: Postponement,
): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: 'pending', errorCode: code, failure, dueAt, enqueuedAt: null, providerId: null })
    .where(
      and(
        isDelivery(delivery),
        eq(deliveries.attempts, attempt),
        inArray(deliveries.state, statesBefore('pending')),
      ),
    )
}

async function markUncertain(tx: Transaction, letter: Letter, { attempt }: Claim, code: string, now: Date) {
  await tx
    .update(deliveries)
    .set({ state: 'uncertain', errorCode: code, failure: 'maybeSent', dueAt: now, enqueuedAt: null })
    .where(
      and(isDelivery(letter.delivery), eq(deliveries.attempts, attempt), eq(deliveries.state, 'claimed')),
    )
}
