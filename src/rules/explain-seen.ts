import { z } from 'zod'
import { type Language, t } from '../i18n/text.ts'
import { formatNational, isPhoneNumber } from '../phone-number.ts'
import type { Seen } from './conditions.ts'
import { dateInWords, nameOf, type Reader } from './explain-condition.ts'
import { type Condition, weekdaySchema } from './rule.ts'

/** The value that a condition saw, in words. A trace comes back from the database, so its values are read anew. */
export function explainSeen(seen: Seen, kind: Condition['kind'], reader: Reader): string {
  const { language } = reader
  switch (kind) {
    case 'caller':
      return explainCaller(callerSeen.parse(seen), language)
    case 'hours':
      return t(language, `seen.${z.enum(['inside', 'outside', 'holiday', 'closed']).parse(seen)}`)
    case 'windows':
      return explainMoment(String(seen), language)
    case 'dates':
      return dateInWords(String(seen), language)
    case 'publicHoliday':
      return t(language, seen ? 'seen.holiday' : 'seen.noHoliday')
    case 'availability':
      return t(language, `seen.${z.enum(['available', 'busy', 'away']).parse(seen)}`)
    case 'line':
      return typeof seen === 'string' && isPhoneNumber(seen) ? formatNational(seen) : String(seen)
    case 'channel':
      return t(language, `seen.${z.enum(['voice', 'text']).parse(seen)}`)
    case 'repeated':
      return t(language, 'seen.times', { count: Number(seen) })
    case 'body':
      return seen === null ? t(language, 'seen.noWord') : t(language, 'seen.word', { word: String(seen) })
    case 'expected':
      return explainExpected(z.array(z.string()).parse(seen), reader)
    default:
      return kind satisfies never
  }
}

const callerSeen = z.object({
  class: z.enum(['contact', 'unknown', 'own', 'withheld', 'other']),
  tags: z.array(z.string()).optional(),
})

function explainCaller({ class: name, tags }: z.output<typeof callerSeen>, language: Language): string {
  return tags ? t(language, 'seen.tagged', { listed: tags }) : t(language, `seen.${name}`)
}

/** "thu 18:30" */
function explainMoment(moment: string, language: Language): string {
  const [day, time = ''] = moment.split(' ')
  return t(language, 'seen.moment', { day: weekdaySchema.parse(day), time })
}

function explainExpected(by: readonly string[], reader: Reader): string {
  if (by.length === 0) return t(reader.language, 'seen.notExpected')
  return t(reader.language, 'seen.expectedBy', { names: by.map((key) => nameOf(key, reader)) })
}
