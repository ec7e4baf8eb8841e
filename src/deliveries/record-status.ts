import { and, inArray } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { notifyCaller } from '../notices/notify-caller.ts'
import { isPhoneNumber } from '../phone-number.ts'
import { recordOptOut } from '../texts/record-opt-out.ts'
import { optOutCode, readErrorCode } from '../twilio/errors.ts'
import { closeDelivery } from './close-delivery.ts'
import { isDelivery, type Letter, loadLetter } from './queries.ts'
import { maxUndelivered, undeliveredWaitMs } from './retry.ts'
import { type Outcome, tell } from './send-delivery.ts'
import { markSent, postpone } from './settle-delivery.ts'
import { readMessageStatus, statesBefore } from './states.ts'
import { deliveries } from './tables.ts'

/** One status callback of the exchange for one text. */
export type StatusReport = {
  readonly clientId: number
  readonly deliveryId: string
  readonly messageSid: string
  /** MessageStatus, as it came. */
  readonly status: string
  readonly errorCode: string | null
  /** From our own callback address (`?attempt=`); null when it is not there. */
  readonly attempt: number | null
}

/**
 * The exchange's word on a text. In any order and any number of times, its reports leave the same state; what
 * it says of an earlier attempt counts only when it says that the text arrived.
 */
export async function recordStatus(
  context: Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>,
  report: StatusReport,
): Promise<'recorded' | 'unknown'> {
  const letter = await loadLetter(context.db, { clientId: report.clientId, id: report.deliveryId })
  if (letter?.delivery.channel !== 'sms') return 'unknown'
  const outcome = await context.db.transaction((tx) => applyReport(tx, letter, report, context.now()))
  await tell(context, letter, outcome)
  return 'recorded'
}

export async function applyReport(
  tx: Transaction,
  letter: Letter,
  { messageSid, status, errorCode, attempt }: StatusReport,
  now: Date,
): Promise<Outcome> {
  const said = readMessageStatus(status)
  const isOfEarlier = attempt !== null && attempt !== letter.delivery.attempts
  if (said === null || (isOfEarlier && said !== 'delivered')) return unchanged
  switch (said) {
    case 'sent':
      await markSent(tx, letter.delivery, { providerId: messageSid, segments: null }, now)
      return { event: 'delivery.sent', deliveries: await notifyCaller(tx, letter, now) }
    case 'delivered':
      return markDelivered(tx, letter, messageSid, now)
    case 'failed':
      return giveBack(tx, letter, errorCode ?? status, now)
    default:
      return said satisfies never
  }
}

export const unchanged: Outcome = { event: 'delivery.unchanged', deliveries: [] }

export async function markDelivered(
  tx: Transaction,
  letter: Letter,
  providerId: string,
  now: Date,
): Promise<Outcome> {
  const { delivery } = letter
  const done = { dueAt: null, enqueuedAt: null, absentAt: null, errorCode: null, failure: null }
  const marked = await tx
    .update(deliveries)
    .set({ state: 'delivered', providerId, sentAt: delivery.sentAt ?? now, deliveredAt: now, ...done })
    .where(and(isDelivery(delivery), inArray(deliveries.state, statesBefore('delivered'))))
    .returning({ id: deliveries.id })
  if (marked.length === 0) return unchanged
  return { event: 'delivery.delivered', deliveries: await notifyCaller(tx, letter, now) }
}

/** The carrier did not deliver it: for a passing reason it is sent again later, a few times. */
async function giveBack(tx: Transaction, letter: Letter, code: string, now: Date): Promise<Outcome> {
  const { delivery, line } = letter
  const { permanent, failure } = readErrorCode(code, 'permanent')
  if (!permanent && delivery.attempts < maxUndelivered) {
    const dueAt = new Date(now.getTime() + undeliveredWaitMs)
    await postpone(tx, letter, { attempt: delivery.attempts, code, failure, dueAt })
    return { event: 'delivery.postponed', deliveries: [] }
  }
  const number = delivery.destination
  if (code === optOutCode && line && number && isPhoneNumber(number))
    await recordOptOut(tx, { clientId: delivery.clientId, line: line.number, number }, now)
  return closeDelivery(tx, letter, { failure, code }, now)
}
