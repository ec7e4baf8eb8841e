import { type Language, t } from '../../i18n/text.ts'
import { timeOfDay } from '../../i18n/time-in-words.ts'
import { localTime } from '../../rules/local-time.ts'
import { localMoment } from '../local-moment.ts'

const DAY_MS = 86_400_000
/** Times in this zone are said without its name. */
const houseZone = 'Europe/Paris'

/** "mardi 24 novembre à 9 h 30", with the zone where it is another than ours. */
export function momentText(at: Date, timeZone: string, language: Language): string {
  const day = dayText(localTime(at, timeZone).today.date, language)
  return `${t(language, 'when.at', { day, time: clockText(at, timeZone, language) })}${zoneText(timeZone, language)}`
}

/** "9 h 30 – 10 h 00". */
export const stretchText = (
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
  timeZone: string,
  language: Language,
): string => `${clockText(startsAt, timeZone, language)} – ${clockText(endsAt, timeZone, language)}`

/** The time of day; as clocks go back, the second time that they show it is told from the first. */
export function clockText(at: Date, timeZone: string, language: Language): string {
  const text = timeOfDay(at, timeZone, language)
  const { today, time } = localTime(at, timeZone)
  const moment = localMoment(today.date, time, timeZone)
  return moment.kind === 'twice' && at >= moment.second ? `${text} ${t(language, 'agenda.secondTime')}` : text
}

/** For narrow columns: "9h30", "9:30". */
export function shortClock(at: Date, timeZone: string, language: Language): string {
  const time = localTime(at, timeZone).time.replace(/^0/, '')
  return language === 'fr' ? time.replace(':', 'h') : time
}

/** " (heure locale : Guadeloupe)"; nothing for our own. */
export function zoneText(timeZone: string, language: Language): string {
  if (timeZone === houseZone) return ''
  const place = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ')
  return ` (${t(language, 'agenda.zone', { place })})`
}

/** "mardi 24 novembre", of a date as 2026-11-24. */
export const dayText = (date: string, language: Language): string =>
  formatted(date, language, { weekday: 'long', day: 'numeric', month: 'long' })

/** "mar. 24 nov." */
export const shortDayText = (date: string, language: Language): string =>
  formatted(date, language, { weekday: 'short', day: 'numeric', month: 'short' })

/** "novembre 2026" */
export const monthText = (date: string, language: Language): string =>
  formatted(date, language, { month: 'long', year: 'numeric' })

export const weekdayText = (date: string, language: Language): string =>
  formatted(date, language, { weekday: 'long' })

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The Monday of its week. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00Z`).getUTCDay()
  return plusDays(date, -((weekday + 6) % 7))
}

function formatted(date: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const text = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(
    new Date(`${date}T00:00Z`),
  )
  return language === 'fr' ? text.replace(/(^| )1 /, '$11er ') : text
}
