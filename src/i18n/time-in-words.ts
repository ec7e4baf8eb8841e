import { localTime } from '../rules/local-time.ts'
import { type Language, t } from './text.ts'

/** An instant, seen from `now` on the wall clock of one zone. */
export type Moment = { readonly at: Date; readonly now: Date; readonly timeZone: string }

/** For pages: "14 h 05" (its spaces do not break), "14:05". */
export function timeOfDay(at: Date, timeZone: string, language: Language): string {
  const { time } = localTime(at, timeZone)
  return language === 'fr' ? time.replace(':', '\u00a0h\u00a0') : time
}

/** For pages that are looked at now: "aujourd'hui à 14 h 05", also "hier" and "demain", else the date. */
export function whenInWords({ at, now, timeZone }: Moment, language: Language): string {
  const { date } = localTime(at, timeZone).today
  const { today, yesterday } = localTime(now, timeZone)
  const time = timeOfDay(at, timeZone, language)
  if (date === today.date) return t(language, 'when.at', { day: t(language, 'when.today'), time })
  if (date === yesterday.date) return t(language, 'when.at', { day: t(language, 'when.yesterday'), time })
  if (date === dayAfter(today.date))
    return t(language, 'when.at', { day: t(language, 'when.tomorrow'), time })
  return dateInWords(at, timeZone, language)
}

const dayMs = 86_400_000

const dayAfter = (date: string): string => new Date(Date.parse(date) + dayMs).toISOString().slice(0, 10)

/** For mails, which are read some other day: "le 24 décembre 2026 à 18 h 30". */
export function dateInWords(at: Date, timeZone: string, language: Language): string {
  const day = t(language, 'when.date', { date: dayInWords(at, timeZone, language) })
  return t(language, 'when.at', { day, time: timeOfDay(at, timeZone, language) })
}

/** "24 décembre 2026", "1er janvier 2027". */
export function dayInWords(at: Date, timeZone: string, language: Language): string {
  const [locale, first] = language === 'fr' ? ['fr-FR', '1er '] : ['en-GB', '1 ']
  return longDate(locale, timeZone).format(at).replace(/^1 /, first)
}

const longDates = new Map<string, Intl.DateTimeFormat>()

/** Making a format costs more than all its uses. */
function longDate(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`
  const format = longDates.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  longDates.set(key, format)
  return format
}

/** For texts, short and inside GSM-7: "14h05", "hier 14h05", "24/12 14h05". */
export function whenInSms({ at, now, timeZone }: Moment, language: Language): string {
  const local = localTime(at, timeZone)
  const { today, yesterday } = localTime(now, timeZone)
  const time = language === 'fr' ? local.time.replace(':', 'h') : local.time
  if (local.today.date === today.date) return time
  if (local.today.date === yesterday.date) return t(language, 'sms.yesterday', { time })
  const [, month = '', day = ''] = local.today.date.split('-')
  return `${day}/${month} ${time}`
}

/** For texts about days to come, inside GSM-7: "jeudi 26/11 à 15h00 et 15h30, jeudi 3/12 à 15h00". */
export function momentsInSms(moments: readonly Date[], timeZone: string, language: Language): string {
  const days = new Map<string, string[]>()
  for (const at of moments) {
    const { today, time } = localTime(at, timeZone)
    const [, month, day] = today.date.split('-').map(Number)
    const weekday = weekdayIn(language).format(new Date(`${today.date}T12:00:00Z`))
    const key = `${weekday} ${day}/${month}`
    const shown = language === 'fr' ? time.replace(':', 'h') : time
    days.set(key, [...(days.get(key) ?? []), shown])
  }
  return [...days]
    .map(([day, times]) => t(language, 'sms.when.at', { day, time: times.join(t(language, 'sms.when.and')) }))
    .join(', ')
}

const weekdays = new Map<Language, Intl.DateTimeFormat>()

function weekdayIn(language: Language): Intl.DateTimeFormat {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const format =
    weekdays.get(language) ?? new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  weekdays.set(language, format)
  return format
}
