import { hastenAlert } from '../alerts/hasten-alert.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { alertOf, closeDelivery } from './close-delivery.ts'
import { type Letter, loadLetter } from './queries.ts'
import { markDelivered, unchanged } from './record-status.ts'
import { type Outcome, tell } from './send-delivery.ts'
import { markSent } from './settle-delivery.ts'
import { readCallStatus } from './states.ts'

/** One status callback of the exchange for one call that we placed. */
export type CallReport = {
  readonly clientId: number
  readonly deliveryId: string
  readonly callSid: string
  /** CallStatus, as it came. */
  readonly status: string
  /** From our own callback address (`?attempt=`); null when it is not there. */
  readonly attempt: number | null
}

/** The exchange's word on a call, in any order and any number of times. Answers which one it was. */
export async function recordCallReport(
  context: Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>,
  report: CallReport,
): Promise<Letter['delivery'] | null> {
  const letter = await loadLetter(context.db, { clientId: report.clientId, id: report.deliveryId })
  if (letter?.delivery.channel !== 'call') return null
  const outcome = await context.db.transaction((tx) => applyCallReport(tx, letter, report, context.now()))
  await tell(context, letter, outcome)
  return letter.delivery
}

/** However it ended, the alert need not wait any longer: had she pressed the key, there would be none. */
export async function applyCallReport(
  tx: Transaction,
  letter: Letter,
  { callSid, status, attempt }: Pick<CallReport, 'callSid' | 'status' | 'attempt'>,
  now: Date,
): Promise<Outcome> {
  const said = readCallStatus(status)
  const isOfEarlier = attempt !== null && attempt !== letter.delivery.attempts
  if (said === null || (isOfEarlier && said !== 'delivered')) return unchanged
  if (said === 'sent') {
    await markSent(tx, letter.delivery, { providerId: callSid, segments: null }, now)
    return { event: 'delivery.sent', deliveries: [] }
  }
  if (said !== 'delivered') return closeDelivery(tx, letter, { failure: said, code: status }, now)
  const outcome = await markDelivered(tx, letter, callSid, now)
  if (outcome !== unchanged) await hastenAlert(tx, alertOf(letter.delivery), now)
  return outcome
}
