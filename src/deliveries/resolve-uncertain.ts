import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { linkToken } from '../links/make-link.ts'
import { openTaskAgain } from '../tasks/open-task-again.ts'
import { taskDetails } from './close-delivery.ts'
import { type DeliveryKey, isDelivery, type Letter, loadLetter } from './queries.ts'
import { applyCallReport } from './record-call-report.ts'
import { applyReport } from './record-status.ts'
import { lookAgainMs, unresolvedMs } from './retry.ts'
import { type Outcome, type SendContext, tell } from './send-delivery.ts'
import { showToken } from './sent-body.ts'
import { deliveries } from './tables.ts'
import { linkOf } from './write-letter.ts'

/** Clocks differ and the exchange counts in whole seconds. */
const clockSlackMs = 2 * 60_000

/**
 * Finds out whether a text or call of unknown fate went out, by the exchange's list: it goes out again only
 * after two looks that both missed it. An e-mail cannot be looked for: an urgent one is repeated once, under the same
 * Message-ID; any other waits for a person.
 */
export async function resolveUncertain(
  context: Pick<SendContext, 'config' | 'db' | 'gateway' | 'jobs' | 'live' | 'log' | 'now'>,
  key: DeliveryKey,
): Promise<void> {
  const letter = await loadLetter(context.db, key)
  if (letter?.delivery.state !== 'uncertain') return
  const found = letter.delivery.channel === 'email' ? 'notLookedFor' : await look(context, letter)
  const outcome = await context.db.transaction((tx) => conclude(tx, letter, found, context.now()))
  await tell(context, letter, outcome)
}

type Found = Sent | 'absent' | 'away' | 'notLookedFor'
/** As the exchange's list has it. */
type Sent = { readonly sid: string; readonly status: string; readonly errorCode: string | null }
type LookContext = Pick<SendContext, 'config' | 'db' | 'gateway'>

async function look(context: LookContext, letter: Letter): Promise<Found> {
  const same =
    letter.delivery.channel === 'call'
      ? await lookForCall(context, letter)
      : await lookForText(context, letter)
  if (same === 'away') return 'away'
  const others = await sentByOthers(context.db, letter, same)
  return same.find(({ sid }) => !others.has(sid)) ?? 'absent'
}

async function lookForText({ config, gateway }: LookContext, letter: Letter): Promise<Sent[] | 'away'> {
  const { destination, sentBody, claimedAt } = letter.delivery
  if (!destination || !sentBody || !claimedAt || !letter.line) return []
  const { number, sender } = letter.line
  const listed = await gateway.findSentTexts({
    to: destination,
    from: sender ?? number,
    since: sinceOf(claimedAt),
  })
  if (listed.kind === 'away') return 'away'
  const link = linkOf(letter)
  const body = showToken(sentBody, link && linkToken(config, link))
  // An account on trial puts words of its own in front.
  return listed.items
    .filter((text) => text.body.endsWith(body) && text.direction !== 'inbound')
    .map(({ messageSid: sid, status, errorCode }) => ({ sid, status, errorCode }))
}

async function lookForCall({ gateway }: LookContext, { delivery, line }: Letter): Promise<Sent[] | 'away'> {
  const { destination, claimedAt } = delivery
  if (!destination || !claimedAt || !line) return []
  const listed = await gateway.findPlacedCalls({
    to: destination,
    from: line.number,
    since: sinceOf(claimedAt),
  })
  if (listed.kind === 'away') return 'away'
  return listed.items.map(({ callSid: sid, status }) => ({ sid, status, errorCode: null }))
}

const sinceOf = (claimedAt: Date) => new Date(claimedAt.getTime() - clockSlackMs)

/** Two of one minute may be alike: one that is known to be another delivery's is not this one's. */
async function sentByOthers(db: SendContext['db'], { delivery }: Letter, same: readonly Sent[]) {
  const sids = same.map(({ sid }) => sid)
  if (sids.length === 0) return new Set<string | null>()
  const rows = await db
    .select({ providerId: deliveries.providerId })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.clientId, delivery.clientId),
        inArray(deliveries.providerId, sids),
        ne(deliveries.id, delivery.id),
      ),
    )
  return new Set(rows.map((row) => row.providerId))
}

async function conclude(tx: Transaction, letter: Letter, found: Found, now: Date): Promise<Outcome> {
  const { clientId, id: deliveryId, channel, absentAt, claimedAt, urgency } = letter.delivery
  const after = (ms: number) => new Date(now.getTime() + ms)
  switch (found) {
    case 'notLookedFor':
      if (urgency === 'urgent' && !absentAt) return release(tx, letter, now)
      return leaveToPerson(tx, letter, null, now)
    case 'absent':
      if (absentAt && absentAt.getTime() <= now.getTime() - lookAgainMs) return release(tx, letter, now)
      await stayUncertain(tx, letter, { dueAt: after(lookAgainMs), absentAt: absentAt ?? now })
      return { event: 'delivery.absent', deliveries: [] }
    case 'away':
      if (claimedAt && now.getTime() - claimedAt.getTime() > unresolvedMs)
        return leaveToPerson(tx, letter, after(unresolvedMs), now)
      await stayUncertain(tx, letter, { dueAt: after(lookAgainMs) })
      return { event: 'delivery.exchangeAway', deliveries: [] }
    default: {
      const { sid, status, errorCode } = found
      if (channel === 'call') return applyCallReport(tx, letter, { callSid: sid, status, attempt: null }, now)
      const report = { clientId, deliveryId, messageSid: sid, status, errorCode, attempt: null }
      return applyReport(tx, letter, report, now)
    }
  }
}

const isUncertain = ({ delivery }: Letter) =>
  and(isDelivery(delivery), eq(deliveries.state, 'uncertain'), eq(deliveries.attempts, delivery.attempts))

async function stayUncertain(tx: Transaction, letter: Letter, next: { dueAt: Date | null; absentAt?: Date }) {
  await tx
    .update(deliveries)
    .set({ ...next, enqueuedAt: null })
    .where(isUncertain(letter))
}

/** It was not sent, or may be repeated. */
async function release(tx: Transaction, letter: Letter, now: Date): Promise<Outcome> {
  await tx
    .update(deliveries)
    .set({ state: 'pending', dueAt: now, absentAt: now, errorCode: null, failure: null, enqueuedAt: null })
    .where(isUncertain(letter))
  return { event: 'delivery.released', deliveries: [] }
}

/** Says so once; the exchange is still asked now and then, and its callback may come yet. */
async function leaveToPerson(
  tx: Transaction,
  letter: Letter,
  dueAt: Date | null,
  now: Date,
): Promise<Outcome> {
  const { clientId, id, claimedAt } = letter.delivery
  await stayUncertain(tx, letter, { dueAt })
  const details = taskDetails(letter.delivery)
  const task = { clientId, audience: 'secretary', kind: 'uncertainDelivery', key: id, details } as const
  await openTaskAgain(tx, task, claimedAt ?? now, now)
  return { event: 'delivery.unresolved', deliveries: [] }
}
