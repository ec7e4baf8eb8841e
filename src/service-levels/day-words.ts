import { type Language, t } from '../i18n/text.ts'

const at = (day: string): Date => new Date(`${day}T12:00:00Z`)
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(language: Language, weekday: 'short' | undefined): Intl.DateTimeFormat {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const key = `${locale} ${weekday}`
  const shape = { day: '2-digit', month: '2-digit', timeZone: 'UTC' } as const
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, weekday ? { ...shape, weekday } : shape)
  formats.set(key, format)
  return format
}

/** "17/11" */
export const dayMark = (day: string, language: Language): string =>
  formatOf(language, undefined).format(at(day))

/** "mar. 17/11" */
export const dayInFull = (day: string, language: Language): string =>
  formatOf(language, 'short').format(at(day))

/** "9 h – 10 h" */
export const hourMark = (hour: number, language: Language): string =>
  `${t(language, 'levels.hour', { hour })} – ${t(language, 'levels.hour', { hour: (hour + 1) % 24 })}`
