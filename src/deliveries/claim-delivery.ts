import { and, eq, lte } from 'drizzle-orm'
import { appointmentLinkEnd } from '../agenda/telling/appointment-links.ts'
import { giveNumber } from '../answers/line-number.ts'
import type { Transaction } from '../db/db.ts'
import { type LinkSubject, linkToken, makeLink } from '../links/make-link.ts'
import { keepReplyAddress } from '../mail-intake/reply-address.ts'
import { findAcknowledgement } from '../messages/acknowledgement.ts'
import { hasOptedOut } from '../texts/record-opt-out.ts'
import { replySubjectOf } from './address-letter.ts'
import type { Destination } from './find-destination.ts'
import { isDelivery, type Letter } from './queries.ts'
import { claimMs } from './retry.ts'
import type { SendContext } from './send-delivery.ts'
import { hideToken, showToken } from './sent-body.ts'
import { deliveries } from './tables.ts'
import { linkOf, linksOf, type Written, wentElsewhere, writeLetter } from './write-letter.ts'

export type Reachable = Exclude<Destination, { channel: 'none' }>

/** What is now going out. `attempt` tells the callbacks of one attempt from those of an earlier one. */
export type Claim = { readonly attempt: number; readonly smsBody: string; readonly mail: Written['mail'] }

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
  const { config } = context
  const now = context.now()
  const link = linkOf(letter)
  const token = link && linkToken(config, link)
  const written = await writeLetter(tx, letter, { config, now, number: await numberFor(tx, letter, now) })
  const body = destination.channel === 'sms' ? (delivery.sentBody ?? hideToken(written.sms(), token)) : null
  const isEmail = destination.channel === 'email'
  const [claimed] = await tx
    .update(deliveries)
    .set({
      state: 'claimed',
      attempts: delivery.attempts + 1,
      destination: destination.to,
      sentBody: body,
      providerId: isEmail ? context.mailer.messageIdOf(delivery.id) : null,
      claimedAt: now,
      dueAt: new Date(now.getTime() + claimMs),
      enqueuedAt: null,
      absentAt: isEmail ? delivery.absentAt : null,
    })
    .where(and(isDelivery(delivery), isStill(letter), lte(deliveries.dueAt, now)))
    .returning({ attempt: deliveries.attempts })
  if (!claimed) return 'taken'
  // Read after the row is ours: a STOP that was recorded by now is honoured.
  if (destination.channel === 'sms' && (await hasOptedOut(tx, optOutOf(letter, destination))))
    return 'optedOut'
  for (const subject of linksOf(letter))
    await makeLink(tx, { ...subject, token: linkToken(config, subject) }, now, endOf(letter, subject))
  const reply = isEmail ? replySubjectOf(letter) : null
  if (reply) await keepReplyAddress(tx, config, reply, now)
  return { attempt: claimed.attempt, smsBody: showToken(body ?? '', token), mail: written.mail }
}

/** Of the link to an appointment; the others hold as long as a link does. */
const endOf = ({ brings }: Letter, subject: LinkSubject): Date | undefined =>
  (brings.kind === 'appointment' && appointmentLinkEnd(brings.appointment, subject)) || undefined

/** The same in every channel. What she has dealt with since needs none. */
async function numberFor(tx: Transaction, letter: Letter, now: Date): Promise<number | null> {
  const { executive, brings } = letter
  if (!executive || brings.kind !== 'message' || wentElsewhere(letter)) return null
  const { clientId, id } = brings.message
  const said = await findAcknowledgement(tx, { clientId, messageId: id, executiveId: executive.id })
  if (said?.doneAt) return null
  return giveNumber(tx, executive, { kind: 'message', id }, now)
}

const isStill = ({ delivery: { state, attempts } }: Letter) =>
  and(eq(deliveries.state, state), eq(deliveries.attempts, attempts))

export const optOutOf = ({ delivery }: Letter, { line, to }: Extract<Reachable, { channel: 'sms' }>) => ({
  clientId: delivery.clientId,
  line,
  number: to,
})
