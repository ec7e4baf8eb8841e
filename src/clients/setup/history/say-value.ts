import { z } from 'zod'
import { type Language, t } from '../../../i18n/text.ts'
import { windowSchema } from '../../../rules/rule.ts'
import { printWeek } from '../../agency-folder/week.ts'

const longest = 300
const weekSchema = z.array(windowSchema).min(1)

/** A stored value in words: yes and no, lists, weeks; what has no words of its own as it is written in a folder. */
export function sayValue(value: unknown, language: Language): string {
  if (value === null || value === undefined || value === '') return t(language, 'setup.nothing')
  if (typeof value === 'boolean') return t(language, value ? 'setup.yes' : 'setup.no')
  if (typeof value !== 'object') return cut(String(value))
  const week = weekSchema.safeParse(value)
  if (week.success) return sayEntries(printWeek(week.data), language)
  if (Array.isArray(value))
    return value.length === 0
      ? t(language, 'setup.nothing')
      : cut(value.map((one) => sayValue(one, language)).join(', '))
  return sayEntries(value, language)
}

const sayEntries = (value: object, language: Language): string =>
  cut(
    Object.entries(value)
      .map(([name, one]) => `${name} ${sayValue(one, language)}`)
      .join(' ; '),
  )

const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text)
