import type { Email } from 'postal-mime'
import { htmlText, replyText } from './reply-text.ts'

/** `automatic`: a program wrote it. `calendar`: an answer to an invitation, which has a reader of its own. */
export type ReadMail = {
  readonly kind: 'reply' | 'automatic' | 'calendar'
  readonly text: string
  readonly from: string | null
  /** What the calendar program sent; null where it is no such answer. */
  readonly calendar: string | null
}

/** `isBounce`: it came with an empty sender (RFC 5321 §4.5.5), which only programs do. */
export function readMail(mail: Email, isBounce: boolean): ReadMail {
  const written = mail.text?.trim() ? mail.text : htmlText(mail.html ?? '')
  const from = mail.from?.address?.toLowerCase() ?? null
  const calendar = calendarIn(mail)
  return { kind: kindOf(mail, isBounce, calendar), text: replyText(written), from, calendar }
}

/** Programs send her answer to an invitation, some of them with an empty sender: it is hers all the same. */
function kindOf(mail: Email, isBounce: boolean, calendar: string | null): ReadMail['kind'] {
  if (isReport(mail)) return 'automatic'
  if (calendar !== null && (!isBounce || /^METHOD:REPLY\s*$/im.test(calendar))) return 'calendar'
  if (isBounce) return 'automatic'
  return isAutomatic(mail) ? 'automatic' : 'reply'
}

/** iCalendar is UTF-8 unless said otherwise, and what we look for in it is ASCII (RFC 5545 §3.1.4). */
function calendarIn({ attachments }: Email): string | null {
  const content = attachments.find(({ mimeType }) => mimeType === 'text/calendar')?.content
  if (content === undefined) return null
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

const headerOf = (mail: Email, name: string): string | null =>
  mail.headers
    .find(({ key }) => key === name)
    ?.value.trim()
    .toLowerCase() ?? null

const isReport = (mail: Email): boolean =>
  /^multipart\/report/.test(headerOf(mail, 'content-type') ?? '') ||
  headerOf(mail, 'x-failed-recipients') !== null

const automaticSubject =
  /^(?:(?:re|tr|fwd?)\s*:\s*)*(?:(?:réponse|reponse) automatique|absence du bureau|absent(?:e)? du bureau|message d['’]absence|notification d['’]absence|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|i am out of|vacation|on vacation)\b/i

/** RFC 3834, and what programs send that have not read it. */
function isAutomatic(mail: Email): boolean {
  const submitted = headerOf(mail, 'auto-submitted')
  if (submitted !== null && !submitted.startsWith('no')) return true
  if (['x-autoreply', 'x-autorespond', 'x-auto-reply'].some((name) => headerOf(mail, name) !== null))
    return true
  if (/^(?:bulk|auto_reply|junk|list)\b/.test(headerOf(mail, 'precedence') ?? '')) return true
  return automaticSubject.test(mail.subject ?? '')
}
