import type { ExecutiveChoices } from '../clients/executive.ts'
import { type Language, t } from '../i18n/text.ts'
import { whenInSms } from '../i18n/time-in-words.ts'
import { formatNational, type PhoneNumber } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import { callerText } from './caller-text.ts'
import { type Mail, type MailContent, writeMail } from './mail-page.ts'
import { mailRows } from './mail-rows.ts'
import { fitSms, type SmsText } from './sms-text.ts'
import type { MessageKind } from './tables.ts'
import { saidInSms, type TakenFacts, wishInWords } from './taken-facts.ts'

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
  /** Null where no secretary wrote it. */
  readonly taken: TakenFacts | null
  readonly receivedAt: Date
  readonly now: Date
  readonly timeZone: string
  readonly link: string
  /** By which she answers; null when there is none left. */
  readonly number: number | null
  /** Whether a text can be answered: the line it comes from receives texts, and is no name. */
  readonly answerable: boolean
  /** Whether a mail can be answered by mail. */
  readonly takesReplies: boolean
}

const NAME_MAX = 40
const SUBJECT_MAX = 120

/**
 * At most three segments, the link whole and last, the number by which she answers first, where a lock screen
 * shows it. It always names the client, because one mobile may serve several of them.
 */
export function composeSms(facts: MessageFacts): SmsText {
  const { language } = facts
  if (facts.taken && facts.taken.elsewhere !== null) return elsewhereSms(facts, facts.taken.elsewhere)
  const link = corrected(facts, 'sms', t(language, 'sms.link'))
  if (facts.health) return withLink(facts, firstLine(facts, link), ', ')
  const client = firstLine(facts, singleLine(facts.clientName, NAME_MAX))
  if (facts.carries === 'link') return withLink(facts, `${client}\n${link}`, ', ')
  return withLink(facts, [client, smsHeadline(facts), ...smsLines(facts)].join('\n'), '\n')
}

function smsLines({ language, carries, taken, body }: MessageFacts): string[] {
  if (!taken) return carries === 'everything' && body ? [callerText(body).text] : []
  const wish = wishInWords(carries === 'everything' ? taken : { ...taken, wishWhen: null }, 'sms', language)
  return [...(wish ? [wish] : []), ...(carries === 'everything' ? saidInSms(taken, body, language) : [])]
}

/** There is nothing to open and nothing to answer. */
function elsewhereSms(facts: MessageFacts, name: string): SmsText {
  const client = facts.health ? [] : [singleLine(facts.clientName, NAME_MAX)]
  return fitSms([...client, elsewhere(facts, 'sms', name)].join('\n'), '')
}

/** "Correction : le message de M. Blanc est pour Me Roux, vous n'avez rien à faire." */
function elsewhere(facts: MessageFacts, by: 'sms' | 'mail', name: string): string {
  const { language, health, carries } = facts
  if (health || carries === 'link') return t(language, `${by}.elsewhereLink`)
  const message = fromWhom(facts, by, t(language, 'mail.taken'))
  return t(language, `${by}.elsewhere`, { message, name: singleLine(name, NAME_MAX) })
}

function corrected({ taken, language }: MessageFacts, by: 'sms' | 'mail', text: string): string {
  return taken?.isCorrection ? t(language, `${by}.correction`, { text: uncapitalised(text) }) : text
}

const uncapitalised = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const numberToCall = ({ taken, callerNumber }: MessageFacts) => taken?.callbackNumber ?? callerNumber

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
  const { language, taken } = facts
  if (taken && taken.elsewhere !== null) return elsewhereMail(facts, taken.elsewhere)
  const listen = facts.kind === 'voicemail' && !facts.health && facts.carries !== 'link'
  return writeMail({
    language,
    subject: subjectOf(facts),
    action: { label: t(language, listen ? 'mail.listen' : 'mail.open'), href: facts.link },
    hint: replyHint(facts),
    ...mailContent(facts),
  })
}

/** By which ways this reader can answer with the number. */
function replyHint({ language, number, answerable, takesReplies }: MessageFacts): string | null {
  if (number === null || (!answerable && !takesReplies)) return null
  const by = answerable && takesReplies ? 'both' : answerable ? 'sms' : 'email'
  return t(language, `mail.replyHint.${by}`, { number })
}

function elsewhereMail(facts: MessageFacts, name: string): Mail {
  const { language, health, clientName } = facts
  const what = elsewhere(facts, 'mail', name)
  const client = health ? null : singleLine(clientName, SUBJECT_MAX)
  const title = t(language, 'mail.elsewhereSubject')
  const subject = client
    ? t(language, 'mail.subject', { client: singleLine(clientName, NAME_MAX), what: title })
    : title
  return writeMail({ language, subject, client, what, rows: [], said: null, action: null, hint: null })
}

function marked({ urgency, language }: MessageFacts, text: string): string {
  return urgency === 'urgent' ? t(language, 'sms.urgent', { text }) : text
}

/** "Message vocal de Me Petit, 01 99 00 20 01, hier 14h05". */
function smsHeadline(facts: MessageFacts): string {
  const { language, callerName, receivedAt: at, now, timeZone, taken } = facts
  const who = corrected(facts, 'sms', fromWhom(facts, 'sms', t(language, `sms.${facts.kind}`)))
  const company = taken?.company ? ` (${singleLine(taken.company, NAME_MAX)})` : ''
  const known = numberToCall(facts)
  const number = callerName && known ? [formatNational(known)] : []
  return [who + company, ...number, whenInSms({ at, now, timeZone }, language)].join(', ')
}

function fromWhom(facts: MessageFacts, by: 'sms' | 'mail', what: string): string {
  const { language, callerName } = facts
  const callerNumber = numberToCall(facts)
  if (callerName) return t(language, `${by}.fromName`, { what, name: singleLine(callerName, NAME_MAX) })
  if (callerNumber) return t(language, `${by}.fromNumber`, { what, number: formatNational(callerNumber) })
  return t(language, `${by}.fromWithheld`, { what })
}

function subjectOf(facts: MessageFacts): string {
  const subject = correctedSubject(facts)
  const urgent = facts.urgency === 'urgent'
  return singleLine(urgent ? t(facts.language, 'mail.subjectUrgent', { subject }) : subject, SUBJECT_MAX)
}

function correctedSubject(facts: MessageFacts): string {
  const text = plainSubjectOf(facts)
  return facts.taken?.isCorrection ? t(facts.language, 'mail.correction', { text }) : text
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
    return {
      client,
      what: marked(facts, corrected(facts, 'mail', t(language, 'mail.link'))),
      rows: [],
      said: null,
    }
  return {
    client,
    what: marked(facts, corrected(facts, 'mail', t(language, `mail.${facts.kind}`))),
    rows: mailRows(facts),
    said: carries === 'everything' && body ? callerText(body) : null,
  }
}
