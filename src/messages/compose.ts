import type { ExecutiveChoices } from '../clients/executive.ts'
import { type Language, t } from '../i18n/text.ts'
import { dateInWords, whenInSms } from '../i18n/time-in-words.ts'
import { formatNational, type PhoneNumber } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import { callerText } from './caller-text.ts'
import { type Mail, type MailContent, type MailRow, writeMail } from './mail-page.ts'
import { fitSms, type SmsText } from './sms-text.ts'
import type { MessageKind } from './tables.ts'

/** One message slip as one executive is told of it. */
export type MessageFacts = {
  /** The executive's. */
  readonly language: Language
  readonly clientName: string
  /** Health clients send links only, whatever was chosen (CSP L1110-4): no name, number or word of the caller's. */
  readonly health: boolean
  readonly carries: ExecutiveChoices['carries']
  readonly kind: MessageKind
  readonly urgency: 'ordinary' | 'urgent'
  readonly callerName: string | null
  /** Null when withheld or not a number. */
  readonly callerNumber: PhoneNumber | null
  readonly body: string | null
  readonly voicemailSeconds: number | null
  readonly receivedAt: Date
  readonly now: Date
  readonly timeZone: string
  readonly link: string
  /** By which she answers; null when there is none left. */
  readonly number: number | null
  /** Whether a text can be answered: the line it comes from receives texts, and is no name. */
  readonly answerable: boolean
}

const NAME_MAX = 40
const SUBJECT_MAX = 120

/**
 * At most three segments, the link whole and last, the number by which she answers first, where a lock screen
 * shows it. It always names the client, because one mobile may serve several of them.
 */
export function composeSms(facts: MessageFacts): SmsText {
  const { language } = facts
  if (facts.health) return withLink(facts, firstLine(facts, t(language, 'sms.link')), ', ')
  const client = firstLine(facts, singleLine(facts.clientName, NAME_MAX))
  if (facts.carries === 'link') return withLink(facts, `${client}\n${t(language, 'sms.link')}`, ', ')
  const lines = [client, smsHeadline(facts)]
  if (facts.carries === 'everything' && facts.body) lines.push(callerText(facts.body).text)
  return withLink(facts, lines.join('\n'), '\n')
}

const answerNumber = ({ answerable, number }: MessageFacts) => (answerable ? number : null)

/** "3. Cabinet Morel & Associés". */
function firstLine(facts: MessageFacts, text: string): string {
  const number = answerNumber(facts)
  return marked(facts, number === null ? text : `${number}. ${text}`)
}

/** How to answer is never cut off. */
function withLink(facts: MessageFacts, text: string, before: string): SmsText {
  const number = answerNumber(facts)
  if (number === null) return fitSms(text, `${before}${facts.link}`)
  return fitSms(text, `\n${t(facts.language, 'sms.replyHint', { number })}\n${facts.link}`)
}

export function composeMail(facts: MessageFacts): Mail {
  const { language } = facts
  const number = answerNumber(facts)
  const listen = facts.kind === 'voicemail' && !facts.health && facts.carries !== 'link'
  return writeMail({
    language,
    subject: subjectOf(facts),
    action: { label: t(language, listen ? 'mail.listen' : 'mail.open'), href: facts.link },
    hint: number === null ? null : t(language, 'mail.replyHint', { number }),
    ...mailContent(facts),
  })
}

function marked({ urgency, language }: MessageFacts, text: string): string {
  return urgency === 'urgent' ? t(language, 'sms.urgent', { text }) : text
}

/** "Message vocal de Me Petit, 01 99 00 20 01, hier 14h05". */
function smsHeadline(facts: MessageFacts): string {
  const { language, callerName, callerNumber, receivedAt: at, now, timeZone } = facts
  const who = fromWhom(facts, 'sms', t(language, `sms.${facts.kind}`))
  const number = callerName && callerNumber ? [formatNational(callerNumber)] : []
  return [who, ...number, whenInSms({ at, now, timeZone }, language)].join(', ')
}

function fromWhom(
  { language, callerName, callerNumber }: MessageFacts,
  by: 'sms' | 'mail',
  what: string,
): string {
  if (callerName) return t(language, `${by}.fromName`, { what, name: singleLine(callerName, NAME_MAX) })
  if (callerNumber) return t(language, `${by}.fromNumber`, { what, number: formatNational(callerNumber) })
  return t(language, `${by}.fromWithheld`, { what })
}

function subjectOf(facts: MessageFacts): string {
  const subject = plainSubjectOf(facts)
  const urgent = facts.urgency === 'urgent'
  return singleLine(urgent ? t(facts.language, 'mail.subjectUrgent', { subject }) : subject, SUBJECT_MAX)
}

function plainSubjectOf(facts: MessageFacts): string {
  const { language, kind, carries } = facts
  if (facts.health) return t(language, 'mail.link')
  const told =
    carries === 'link' ? t(language, 'mail.link') : fromWhom(facts, 'mail', t(language, `mail.${kind}`))
  return t(language, 'mail.subject', { client: singleLine(facts.clientName, NAME_MAX), what: told })
}

function mailContent(facts: MessageFacts): Pick<MailContent, 'client' | 'what' | 'rows' | 'said'> {
  const { language, health, carries, body } = facts
  const client = health ? null : singleLine(facts.clientName, SUBJECT_MAX)
  if (health || carries === 'link')
    return { client, what: marked(facts, t(language, 'mail.link')), rows: [], said: null }
  return {
    client,
    what: marked(facts, t(language, `mail.${facts.kind}`)),
    rows: mailRows(facts),
    said: carries === 'everything' && body ? callerText(body) : null,
  }
}

function mailRows(facts: MessageFacts): MailRow[] {
  const { language, callerName, callerNumber, voicemailSeconds: count } = facts
  const rows: MailRow[] = []
  if (callerName) rows.push({ label: t(language, 'mail.caller'), value: singleLine(callerName, SUBJECT_MAX) })
  rows.push({
    label: t(language, 'mail.number'),
    value: callerNumber ? formatNational(callerNumber) : t(language, 'mail.withheld'),
    ...(callerNumber && { href: `tel:${callerNumber}` }),
  })
  const received = dateInWords(facts.receivedAt, facts.timeZone, language)
  rows.push({ label: t(language, 'mail.received'), value: received })
  if (count !== null)
    rows.push({ label: t(language, 'mail.duration'), value: t(language, 'mail.seconds', { count }) })
  return rows
}
