import { pageFrame } from '../console/page-frame.ts'
import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { timeOfDay, whenInWords } from '../i18n/time-in-words.ts'
import { formatNational, isPhoneNumber } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import { localTime } from '../rules/local-time.ts'
import type { Notice } from './choice-form.ts'

/** What every page of a link needs to know beside what it shows. */
export type Viewing = {
  readonly language: Language
  readonly timeZone: string
  readonly now: Date
  readonly nonce: string
  readonly token: string
  readonly notice: Notice | null
  /** The page from which she came to this one; null where it has a link of its own. */
  readonly backTo: string | null
  /** Where her calendar program subscribes; null where she has no such address. */
  readonly feedUrl: string | null
  /** All her appointments at this client. */
  readonly agendaUrl: string
  /** Whom we ring back for her there, and the form for another. */
  readonly callbacksUrl: string
}

type Page = { readonly title: string; readonly above: string; readonly heading: string; readonly main: Html }

/** The frame of a page: for whom, what it is about, what went wrong, then the thing itself. */
export function linkFrame({ language, notice }: Viewing, { title, above, heading, main }: Page): Html {
  const framed = html`
<header>
<p class="reader">${above}</p>
<h1>${heading}</h1>
</header>
${notice && html`<p role="alert" class="notice">${t(language, `page.${notice}`)}</p>`}
${main}`
  return pageFrame({ language, title, main: framed })
}

const NAME_MAX = 60

export const readerOf = (
  { language }: Viewing,
  { client, executive }: { client: { name: string }; executive: { name: string } },
): string => t(language, 'page.reader', { client: client.name, name: executive.name })

type Caller = { readonly callerName: string | null; readonly callerNumber: string | null }

/** "M. Blanc", "01 99 00 20 02"; null for somebody of whom neither is known. */
export function callerOf({ callerName, callerNumber }: Caller): string | null {
  if (callerName) return singleLine(callerName, NAME_MAX)
  return callerNumber && isPhoneNumber(callerNumber) ? unbroken(formatNational(callerNumber)) : null
}

/** "Message vocal de M. Blanc", "SMS du 01 99 00 20 02". */
export function headingOf(language: Language, what: string, caller: Caller): string {
  const who = callerOf(caller)
  if (!who) return t(language, 'page.headingWithheld', { what })
  if (caller.callerName) return t(language, 'page.headingName', { what, name: who })
  return t(language, 'page.headingNumber', { what, number: who })
}

const unbroken = (number: string) => number.replaceAll(' ', '\u00a0')

export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** A number to be rung with one press. */
export function numberLink(number: string | null, language: Language): Html | string {
  if (!number || !isPhoneNumber(number)) return t(language, 'mail.withheld')
  return html`<a class="number" href="tel:${number}">${formatNational(number)}</a>`
}

/** "à 14 h 05" on the same day, else "hier à 14 h 05" and so on. */
export function whenSaid(at: Date, { now, timeZone, language }: Viewing): string {
  if (localTime(at, timeZone).today.date === localTime(now, timeZone).today.date)
    return t(language, 'answer.atTime', { time: timeOfDay(at, timeZone, language) })
  return whenInWords({ at, now, timeZone }, language)
}

/** The fields that every form sends with it. */
export const hiddenFields = (fields: Readonly<Record<string, string>>): Html =>
  html`${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
