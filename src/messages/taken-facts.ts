import { type Language, t } from '../i18n/text.ts'
import { singleLine } from '../plain-text.ts'
import { callerText } from './caller-text.ts'
import type { MailRow } from './mail-page.ts'
import type { Message } from './queries.ts'

/** What only a slip that a secretary wrote has to tell. */
export type TakenFacts = Pick<Message, 'callbackNumber' | 'company' | 'subject' | 'wish' | 'wishWhen'> & {
  readonly reason: string | null
  readonly answers: readonly { readonly question: string; readonly answer: string }[]
  readonly fields: readonly { readonly label: string; readonly value: string }[]
  readonly isCorrection: boolean
  /** Whose message it is, told to somebody who has a copy. */
  readonly forName: string | null
  /** Whose it is now, told to somebody who had it before and has nothing to do with it any more. */
  readonly elsewhere: string | null
}

/** Null for what the software wrote. `recipientName` is of the one it is for, where the reader is another. */
export function takenFacts(
  message: Message,
  executiveId: string,
  recipientName: string | null,
): TakenFacts | null {
  if (message.kind !== 'taken') return null
  const { callbackNumber, company, subject, wish, wishWhen, details } = message
  const isFormer = isFormerRecipient(message, executiveId)
  return {
    ...{ callbackNumber, company, subject, wish, wishWhen },
    reason: details?.reason?.name ?? null,
    answers: details?.reason?.answers ?? [],
    fields: details?.fields ?? [],
    isCorrection: details?.corrects !== undefined,
    forName: isFormer ? null : recipientName,
    elsewhere: isFormer ? (recipientName ?? '') : null,
  }
}

/** She was told of an earlier revision, and this one is not hers. */
export const isFormerRecipient = ({ details }: Pick<Message, 'details'>, executiveId: string): boolean =>
  details?.formerRecipientIds?.includes(executiveId) ?? false

const LINE_MAX = 120
const VALUE_MAX = 1_000

/** "à rappeler, demain matin"; null when nothing was asked for. */
export function wishInWords(
  { wish, wishWhen }: Pick<TakenFacts, 'wish' | 'wishWhen'>,
  by: 'sms' | 'mail',
  language: Language,
): string | null {
  if (!wish) return null
  const words = t(language, `${by}.wish.${wish}`)
  return wishWhen ? `${words}, ${safe(singleLine(wishWhen, LINE_MAX))}` : words
}

/** Subject, or else the reason, what was answered, and the client's own fields: under the headline of a text. */
export function saidInSms(
  { subject, reason, answers, fields }: TakenFacts,
  body: string | null,
  language: Language,
): string[] {
  const about = subject ?? reason
  const lines = [
    about && singleLine(about, LINE_MAX),
    body,
    ...answers.map(({ question, answer }) => `${question} ${answer}`),
    ...fields.map(({ label, value }) => t(language, 'sms.row', { label, value })),
  ]
  // More than a text can hold need not be looked through for secrets.
  return lines.flatMap((line) => (line ? [safe(line.slice(0, VALUE_MAX))] : []))
}

/** Who he is beside his name, and what he wants: told to her also who wants to know no more than who called. */
export function whoRows(taken: TakenFacts, language: Language): MailRow[] {
  const wish = wishInWords(taken, 'mail', language)
  const { company, forName } = taken
  return [
    ...(company ? [{ label: t(language, 'mail.company'), value: singleLine(company, LINE_MAX) }] : []),
    ...(wish ? [{ label: t(language, 'mail.wish'), value: wish }] : []),
    ...(forName ? [{ label: t(language, 'mail.for'), value: singleLine(forName, LINE_MAX) }] : []),
  ]
}

export function saidRows({ subject, reason, answers, fields }: TakenFacts, language: Language): MailRow[] {
  return [
    ...(reason ? [{ label: t(language, 'mail.reason'), value: safe(reason) }] : []),
    ...(subject
      ? [{ label: t(language, 'mail.about'), value: safe(singleLine(subject, LINE_MAX * 2)) }]
      : []),
    ...answers.map(({ question, answer }) => ({
      label: asLabel(question),
      value: safe(answer),
    })),
    ...fields.map(({ label, value }) => ({ label, value: safe(value) })),
  ]
}

/** A question that stands before a colon. */
const asLabel = (question: string) => question.replace(/[\s?:]+$/, '')

/** Callers dictate card numbers, and secretaries write down what they hear. */
const safe = (text: string) => callerText(text).text
