import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { timeOfDay } from '../i18n/time-in-words.ts'
import { formatNational, isPhoneNumber } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import { localTime } from '../rules/local-time.ts'

const nameMax = 80

export const shownNumber = (number: string | null): string | null =>
  number !== null && isPhoneNumber(number) ? formatNational(number).replaceAll(' ', '\u00a0') : number

/** People's own words keep their own direction, and stay one line. */
export const own = (words: string | null, max = nameMax): Html | null =>
  words ? html`<bdi>${singleLine(words, max)}</bdi>` : null

/** "14 h 05" today, else "17/11 14 h 05", with the year where it is another. */
export function shownTime(at: Date, now: Date, timeZone: string, language: Language): Html {
  const { date } = localTime(at, timeZone).today
  const today = localTime(now, timeZone).today.date
  const time = timeOfDay(at, timeZone, language)
  const words = date === today ? time : `${shortDate(date, today)} ${time}`
  return html`<time datetime="${at.toISOString()}">${words}</time>`
}

function shortDate(date: string, today: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return year === today.slice(0, 4) ? `${day}/${month}` : `${day}/${month}/${year}`
}

/** `2026-11-17 14:05`, which spreadsheets read as an instant in any language. */
export const plainTime = (at: Date, timeZone: string): string => {
  const { today, time } = localTime(at, timeZone)
  return `${today.date} ${time}`
}

export const withheld = (language: Language): string => t(language, 'board.withheld')
