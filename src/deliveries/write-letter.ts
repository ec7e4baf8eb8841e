import { and, eq } from 'drizzle-orm'
import { callerLinkOf, executiveLinkOf } from '../agenda/telling/appointment-links.ts'
import { writeAppointmentLetter } from '../agenda/telling/write-appointment-letter.ts'
import { composeEchoMail } from '../answers/echo-mail.ts'
import { composeOutcomeMail, composeOutcomeSms, type OutcomeFacts } from '../callbacks/compose-outcome.ts'
import { executives } from '../clients/tables.ts'
import type { Config } from '../config.ts'
import type { Db, Transaction } from '../db/db.ts'
import { agendaLines } from '../digests/agenda-lines.ts'
import { composeDigestSms } from '../digests/compose.ts'
import type { DigestFacts } from '../digests/digest-facts.ts'
import { composeDigestMail } from '../digests/digest-mail.ts'
import { digestLines } from '../digests/queries.ts'
import { type LinkSubject, linkToken, linkUrl } from '../links/make-link.ts'
import type { LinkPurpose } from '../links/tables.ts'
import { composeMail, composeSms, type MessageFacts } from '../messages/compose.ts'
import type { Mail } from '../messages/mail-page.ts'
import { isFormerRecipient, takenFacts } from '../messages/taken-facts.ts'
import { isPhoneNumber } from '../phone-number.ts'
import type { Brought, Letter } from './queries.ts'

type Writing = {
  readonly config: Pick<Config, 'mail' | 'publicUrl' | 'sessionSecret'>
  readonly now: Date
  /** By which she answers; null where the line can receive no answer, or no number is free. */
  readonly number: number | null
}

/** What a letter says, by its channel. */
export type Written = { readonly sms: () => string; readonly mail: () => Mail }

export async function writeLetter(tx: Transaction, letter: Letter, writing: Writing): Promise<Written> {
  const { brings } = letter
  switch (brings.kind) {
    case 'message': {
      const facts = await messageFacts(tx, letter, brings.message, writing)
      return { sms: () => composeSms(facts).text, mail: () => composeMail(facts) }
    }
    case 'notice':
      return { sms: () => brings.notice.body, mail: () => noMail(letter) }
    case 'digest': {
      const facts = await digestFacts(tx, letter, recipientOf(letter), brings.digest, writing)
      return { sms: () => composeDigestSms(facts).text, mail: () => composeDigestMail(facts) }
    }
    case 'appointment':
      return writeAppointmentLetter(tx, { ...letter, ...brings }, writing)
    case 'callback': {
      const facts = outcomeFacts(letter, brings, writing)
      return { sms: () => composeOutcomeSms(facts), mail: () => composeOutcomeMail(facts) }
    }
    case 'echo':
      return { sms: () => brings.answer.echo ?? '', mail: () => echoMail(letter, brings.answer) }
    default:
      return brings satisfies never
  }
}

function recipientOf({ delivery, executive }: Letter): NonNullable<Letter['executive']> {
  if (!executive) throw new Error(`delivery ${delivery.id} of kind ${delivery.kind} is for nobody`)
  return executive
}

function outcomeFacts(
  letter: Letter,
  { callback, wish }: Extract<Brought, { kind: 'callback' }>,
  { config, now }: Writing,
): OutcomeFacts {
  const { client } = letter
  const { id: executiveId, language, choices, linksRenewed: renewal } = recipientOf(letter)
  const { clientId } = client
  const subject = { clientId, purpose: 'callbacks', subjectId: executiveId, executiveId, renewal } as const
  return {
    ...{ language, clientName: client.name, health: client.health, carries: choices.carries },
    ...{ callback, why: wish.why, now, timeZone: choices.timeZone ?? client.hours.timeZone },
    link: linkUrl(config, clientId, linkToken(config, subject)),
  }
}

function echoMail(letter: Letter, { echo, mailSubject }: Extract<Brought, { kind: 'echo' }>['answer']): Mail {
  return composeEchoMail(echo ?? '', mailSubject, recipientOf(letter).language)
}

const noMail = ({ delivery }: Letter): never => {
  throw new Error(`delivery ${delivery.id} of kind ${delivery.kind} has no e-mail`)
}

/** All that its links open. */
export function linksOf(letter: Letter): LinkSubject[] {
  const link = linkOf(letter)
  if (!link || letter.brings.kind !== 'digest') return link ? [link] : []
  const { id: executiveId, linksRenewed: renewal } = recipientOf(letter)
  const own = { clientId: link.clientId, executiveId, subjectId: executiveId, renewal }
  const purposes = ['agenda', 'availability', 'settings', 'callbacks'] as const
  return [link, ...purposes.map((purpose) => ({ ...own, purpose }))]
}

/** What the link of a text opens; null where it carries none, as a spoken call does. */
export function linkOf(letter: Letter): LinkSubject | null {
  const { delivery, executive, brings } = letter
  if (brings.kind === 'appointment' && !executive) return callerLinkOf(brings)
  if (!executive || delivery.channel === 'call' || wentElsewhere(letter)) return null
  const { clientId } = delivery
  const owner = { clientId, executiveId: executive.id }
  if (brings.kind === 'message') return { ...owner, purpose: 'message', subjectId: brings.message.id }
  if (brings.kind === 'digest') return { ...owner, purpose: 'digest', subjectId: brings.digest.id }
  if (brings.kind === 'appointment') return executiveLinkOf({ ...brings, executive })
  const renewal = executive.linksRenewed
  if (brings.kind === 'callback') return { ...owner, purpose: 'callbacks', subjectId: executive.id, renewal }
  return null
}

/** It only says that a message is not hers after all: there is nothing to open, and nothing to answer. */
export const wentElsewhere = ({ executive, brings }: Letter): boolean =>
  executive !== null && brings.kind === 'message' && isFormerRecipient(brings.message, executive.id)

async function messageFacts(
  db: Pick<Db, 'select'>,
  letter: Letter,
  message: Extract<Letter['brings'], { kind: 'message' }>['message'],
  { config, now, number }: Writing,
): Promise<MessageFacts> {
  const { client, line } = letter
  const executive = recipientOf(letter)
  const { clientId, id, kind, urgency, callerName, body, voicemailSeconds, receivedAt } = message
  const subject = { clientId, purpose: 'message', subjectId: id, executiveId: executive.id } as const
  return {
    language: executive.language,
    clientName: client.name,
    health: client.health,
    carries: executive.choices.carries,
    callerNumber: message.callerNumber && isPhoneNumber(message.callerNumber) ? message.callerNumber : null,
    ...{ kind, urgency, callerName, body, voicemailSeconds, receivedAt, now },
    taken: takenFacts(message, executive.id, await recipientName(db, message, executive.id)),
    link: linkUrl(config, clientId, linkToken(config, subject)),
    timeZone: executive.choices.timeZone ?? client.hours.timeZone,
    number,
    answerable: line?.receivesTexts === true && line.sender === null && executive.mobile !== null,
    takesReplies: config.mail.replyDomain !== null,
  }
}

/** Of the one it is for; null where that is the reader herself, or nobody told of it. */
async function recipientName(
  db: Pick<Db, 'select'>,
  { kind, clientId, recipientId }: Extract<Letter['brings'], { kind: 'message' }>['message'],
  readerId: string,
): Promise<string | null> {
  if (kind !== 'taken' || recipientId === readerId) return null
  const [recipient] = await db
    .select({ name: executives.name })
    .from(executives)
    .where(and(eq(executives.clientId, clientId), eq(executives.id, recipientId)))
  return recipient?.name ?? null
}

async function digestFacts(
  db: Pick<Db, 'select'>,
  { client, line }: Letter,
  executive: NonNullable<Letter['executive']>,
  digest: Extract<Letter['brings'], { kind: 'digest' }>['digest'],
  { config }: Writing,
): Promise<DigestFacts> {
  const { clientId, id: executiveId, language, choices } = executive
  const link = (purpose: LinkPurpose, subjectId: string) => {
    const renewal = subjectId === executiveId ? executive.linksRenewed : 0
    return linkUrl(
      config,
      clientId,
      linkToken(config, { clientId, purpose, subjectId, executiveId, renewal }),
    )
  }
  return {
    language,
    clientName: client.name,
    health: client.health,
    carries: choices.carries,
    dueAt: digest.dueAt,
    timeZone: choices.timeZone ?? client.hours.timeZone,
    lines: await digestLines(db, digest),
    agenda: await agendaLines(db, digest),
    counts: digest.counts,
    answerable: line !== null && line.sender === null && line.receivesTexts,
    takesReplies: config.mail.replyDomain !== null,
    links: {
      digest: link('digest', digest.id),
      agenda: link('agenda', executiveId),
      availability: link('availability', executiveId),
      settings: link('settings', executiveId),
    },
  }
}
