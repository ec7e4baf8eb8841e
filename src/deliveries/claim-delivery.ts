import { and, eq, lte } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { type LinkSubject, linkToken, linkUrl, makeLink } from '../links/make-link.ts'
import { composeSms, type MessageFacts } from '../messages/compose.ts'
import { isPhoneNumber } from '../phone-number.ts'
import { hasOptedOut } from '../texts/record-opt-out.ts'
import type { Destination } from './find-destination.ts'
import { isDelivery, type Letter } from './queries.ts'
import { claimMs } from './retry.ts'
import type { SendContext } from './send-delivery.ts'
import { hideToken, showToken } from './sent-body.ts'
import { deliveries } from './tables.ts'

export type Reachable = Exclude<Destination, { channel: 'none' }>

/** What is now going out. `attempt` tells the callbacks of one attempt from those of an earlier one. */
export type Claim = { readonly attempt: number; readonly facts: MessageFacts; readonly smsBody: string }

/**
 * Takes the row for this worker and fixes, before anything is sent, where it goes and what it says: whoever
 * finds the row after a crash can look for exactly that at the exchange.
 */
export async function claimDelivery(
  tx: Transaction,
  context: Pick<SendContext, 'config' | 'mailer' | 'now'>,
  letter: Letter,
  destination: Reachable,
): Promise<Claim | 'taken' | 'optedOut'> {
  const { delivery } = letter
  const subject = subjectOf(letter)
  const token = linkToken(context.config, subject)
  const now = context.now()
  const facts = factsOf(letter, linkUrl(context.config, delivery.clientId, token), now)
  const body = delivery.sentBody ?? hideToken(composeSms(facts).text, token)
  const isSms = destination.channel === 'sms'
  const [claimed] = await tx
    .update(deliveries)
    .set({
      state: 'claimed',
      attempts: delivery.attempts + 1,
      destination: destination.to,
      sentBody: isSms ? body : null,
      providerId: isSms ? null : context.mailer.messageIdOf(delivery.id),
      claimedAt: now,
      dueAt: new Date(now.getTime() + claimMs),
      enqueuedAt: null,
      absentAt: isSms ? null : delivery.absentAt,
    })
    .where(and(isDelivery(delivery), isStill(letter), lte(deliveries.dueAt, now)))
    .returning({ attempt: deliveries.attempts })
  if (!claimed) return 'taken'
  // Read after the row is ours: a STOP that was recorded by now is honoured.
  if (isSms && (await hasOptedOut(tx, optOutOf(letter, destination)))) return 'optedOut'
  await makeLink(tx, { ...subject, token }, now)
  return { attempt: claimed.attempt, facts, smsBody: showToken(body, token) }
}

const isStill = ({ delivery: { state, attempts } }: Letter) =>
  and(eq(deliveries.state, state), eq(deliveries.attempts, attempts))

export const subjectOf = ({ delivery: { clientId, messageId, executiveId } }: Letter): LinkSubject => ({
  clientId,
  purpose: 'message',
  subjectId: messageId,
  executiveId,
})

export const optOutOf = ({ delivery }: Letter, { from, to }: Extract<Reachable, { channel: 'sms' }>) => ({
  clientId: delivery.clientId,
  line: from,
  number: to,
})

function factsOf({ message, client, executive }: Letter, link: string, now: Date): MessageFacts {
  const { kind, urgency, callerName, body, voicemailSeconds, receivedAt } = message
  const callerNumber =
    message.callerNumber && isPhoneNumber(message.callerNumber) ? message.callerNumber : null
  return {
    language: executive.language,
    clientName: client.name,
    health: client.health,
    carries: executive.choices.carries,
    ...{ kind, urgency, callerName, callerNumber, body, voicemailSeconds, receivedAt, now, link },
    timeZone: client.hours.timeZone,
  }
}
