import { t } from '../i18n/text.ts'
import { dateInWords } from '../i18n/time-in-words.ts'
import { formatNational, type PhoneNumber } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import type { MessageFacts } from './compose.ts'
import type { MailRow } from './mail-page.ts'
import { saidRows, whoRows } from './taken-facts.ts'

const VALUE_MAX = 120

/** What a mail about one message says of it, beside the caller's own words. */
export function mailRows(facts: MessageFacts): MailRow[] {
  const { language, callerName, carries, taken, voicemailSeconds: count } = facts
  const rows: MailRow[] = []
  if (callerName) rows.push({ label: t(language, 'mail.caller'), value: singleLine(callerName, VALUE_MAX) })
  rows.push(...numberRows(facts))
  if (taken) rows.push(...whoRows(carries === 'everything' ? taken : { ...taken, wishWhen: null }, language))
  if (taken && carries === 'everything') rows.push(...saidRows(taken, language))
  const received = dateInWords(facts.receivedAt, facts.timeZone, language)
  rows.push({ label: t(language, 'mail.received'), value: received })
  if (count !== null)
    rows.push({ label: t(language, 'mail.duration'), value: t(language, 'mail.seconds', { count }) })
  return rows
}

/** Where to ring back, and, when that is another one, the number that was shown. */
function numberRows({ language, callerNumber, taken }: MessageFacts): MailRow[] {
  const row = (label: string, number: PhoneNumber | null): MailRow => ({
    label,
    value: number ? formatNational(number) : t(language, 'mail.withheld'),
    ...(number && { href: `tel:${number}` }),
  })
  const callback = taken?.callbackNumber
  if (!callback || callback === callerNumber) return [row(t(language, 'mail.number'), callerNumber)]
  return [row(t(language, 'mail.callback'), callback), row(t(language, 'mail.shown'), callerNumber)]
}
