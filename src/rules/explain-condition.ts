import { type Language, t } from '../i18n/text.ts'
import { formatNational } from '../phone-number.ts'
import type { CallerCondition } from './caller-condition.ts'
import type { Condition, Window } from './rule.ts'
import { weekdaySchema } from './rule.ts'

/** For whom the words are: the language, and the client's executives by key. */
export type Reader = {
  readonly language: Language
  readonly executives: ReadonlyMap<string, { readonly name: string }>
}

/** A clause that can follow "si": "l'appelant est marqué « vip »". */
export function explainCondition(condition: Condition, reader: Reader): string {
  const { language } = reader
  switch (condition.kind) {
    case 'caller':
      return t(language, 'rule.caller', { listed: explainCaller(condition, reader) })
    case 'hours':
      return t(language, `rule.${condition.of}.${condition.is}`)
    case 'windows':
      return t(language, 'rule.windows', { listed: condition.windows.map((w) => explainWindow(w, language)) })
    case 'dates':
      return explainDates(condition, language)
    case 'publicHoliday':
      return t(language, condition.is ? 'rule.holiday' : 'rule.noHoliday')
    case 'availability':
      return t(language, `rule.${condition.is}`, { name: nameOf(condition.executive, reader) })
    case 'line':
      return t(language, 'rule.line', { listed: condition.lines.map(formatNational) })
    case 'channel':
      return t(language, `rule.${condition.is}`)
    case 'repeated':
      return t(language, 'rule.repeated', { times: condition.times, minutes: condition.minutes })
    case 'body':
      return t(language, 'rule.body', { listed: condition.words })
    case 'expected':
      return t(language, 'rule.expected', { name: nameOf(condition.by, reader) })
    default:
      return condition satisfies never
  }
}

/** The executive's name; the key itself where nobody has it. */
export function nameOf(key: string, { language, executives }: Reader): string {
  if (key === 'anyExecutive') return t(language, 'rule.anyExecutive')
  if (key === 'contactExecutive') return t(language, 'rule.contactExecutive')
  return executives.get(key)?.name ?? key
}

export function dateInWords(date: string, language: Language): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(`${date}T00:00:00Z`))
}

function explainCaller(condition: CallerCondition, reader: Reader): string[] {
  const { language } = reader
  const { numbers, prefixes, telemarketing, tags, contactOf, withheld, own, unknown } = condition
  const words: string[] = []
  if (numbers) words.push(t(language, 'rule.caller.numbers', { listed: numbers.map(formatNational) }))
  if (prefixes) words.push(t(language, 'rule.caller.prefixes', { listed: prefixes }))
  if (telemarketing) words.push(t(language, 'rule.caller.telemarketing'))
  if (tags) words.push(t(language, 'rule.caller.tags', { listed: tags }))
  if (contactOf) words.push(t(language, 'rule.caller.contactOf', { name: nameOf(contactOf, reader) }))
  if (withheld) words.push(t(language, 'rule.caller.withheld'))
  if (own) words.push(t(language, 'rule.caller.own'))
  if (unknown) words.push(t(language, 'rule.caller.unknown'))
  return words
}

function explainDates({ from, to }: Extract<Condition, { kind: 'dates' }>, language: Language): string {
  if (from === to) return t(language, 'rule.date', { date: dateInWords(from, language) })
  return t(language, 'rule.dates', { from: dateInWords(from, language), to: dateInWords(to, language) })
}

function explainWindow({ days, from, to }: Window, language: Language): string {
  return t(language, 'rule.window', { days: explainDays(days, language), from, to })
}

/** Three days or more on end are named by the first and the last. */
function explainDays(named: Window['days'], language: Language): string {
  const days = weekdaySchema.options.filter((day) => named.includes(day))
  const [first, last] = [days[0], days.at(-1)]
  if (days.length === 7) return t(language, 'rule.everyDay')
  const place = weekdaySchema.options.indexOf(first ?? 'mon')
  const onEnd = days.every((day, index) => weekdaySchema.options[place + index] === day)
  if (onEnd && days.length > 2 && first && last) return t(language, 'rule.daysFromTo', { first, last })
  return t(language, 'rule.days', { days })
}
