import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { linkToken } from '../links/make-link.ts'
import { openTask } from '../tasks/open-task.ts'
import type { ExchangeText } from '../twilio/listed.ts'
import { taskDetails } from './close-delivery.ts'
import { type DeliveryKey, isDelivery, type Letter, loadLetter } from './queries.ts'
import { applyReport } from './record-status.ts'
import { lookAgainMs, unresolvedMs } from './retry.ts'
import { type Outcome, type SendContext, tell } from './send-delivery.ts'
import { showToken } from './sent-body.ts'
import { deliveries } from './tables.ts'
import { linkOf } from './write-letter.ts'

/** Clocks differ and the exchange counts in whole seconds. */
const clockSlackMs = 2 * 60_000

/**
 * Finds out whether a text of unknown fate was sent, by the exchange's list: it goes out again only after two
 * looks that both missed it. An e-mail cannot be looked for: an urgent one is repeated once, under the same
 * Message-ID; any other waits for a person.
 */
export async function resolveUncertain(
  context: Pick<SendContext, 'config' | 'db' | 'gateway' | 'jobs' | 'live' | 'log' | 'now'>,
  key: DeliveryKey,
): Promise<void> {
  const letter = await loadLetter(context.db, key)
  if (letter?.delivery.state !== 'uncertain') return
  const found = letter.delivery.channel === 'sms' ? await look(context, letter) : 'notLookedFor'
  const outcome = await context.db.transaction((tx) => conclude(tx, letter, found, context.now()))
  await tell(context, letter, outcome)
}

type Found = ExchangeText | 'absent' | 'away' | 'notLookedFor'

async function look(context: Pick<SendContext, 'config' | 'db' | 'gateway'>, letter: Letter): Promise<Found> {
  const { destination, sentBody, claimedAt } = letter.delivery
  if (!destination || !sentBody || !claimedAt || !letter.line) return 'absent'
  const { number, sender } = letter.line
  const since = new Date(claimedAt.getTime() - clockSlackMs)
  const listed = await context.gateway.findSentTexts({ to: destination, from: sender ?? number, since })
  if (listed.kind === 'away') return 'away'
  const link = linkOf(letter)
  const body = showToken(sentBody, link && linkToken(context.config, link))
  // An account on trial puts words of its own in front.
  const same = listed.items.filter((text) => text.body.endsWith(body) && text.direction !== 'inbound')
  const others = await sentByOthers(context.db, letter, same)
  return same.find((text) => !others.has(text.messageSid)) ?? 'absent'
}

/** Two texts of one minute may read alike: one that is known to be another delivery's is not this one's. */
async function sentByOthers(db: SendContext['db'], { delivery }: Letter, same: ExchangeText[]) {
  const sids = same.map((text) => text.messageSid)
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
  const { clientId, id: deliveryId, absentAt, claimedAt, urgency } = letter.delivery
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
      const { messageSid, status, errorCode } = found
      return applyReport(
        tx,
        letter,
        { clientId, deliveryId, messageSid, status, errorCode, attempt: null },
        now,
      )
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
  const { clientId, id } = letter.delivery
  await stayUncertain(tx, letter, { dueAt })
  const details = taskDetails(letter.delivery)
  await openTask(tx, { clientId, audience: 'secretary', kind: 'uncertainDelivery', key: id, details }, now)
  return { event: 'delivery.unresolved', deliveries: [] }
}
