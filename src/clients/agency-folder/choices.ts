import { z } from 'zod'
import {
  clockSchema,
  type DigestTimes,
  digestSchema,
  type ExecutiveChoices,
  executiveChoicesSchema,
} from '../executive.ts'
import { days, daysExpected, printDays, readDays } from './week.ts'

const clocksOfDaySchema = z
  .array(clockSchema, 'a list of times such as [12:00, 18:00]')
  .max(6, 'at most 6 times a day')

/** `mon-fri: [12:00, 18:00]` and so on; a day that two entries name has the times of both. */
const timesSchema = z.record(z.string(), clocksOfDaySchema).transform((entries, context): DigestTimes => {
  const times: DigestTimes = {}
  for (const [dayText, clocks] of Object.entries(entries)) {
    const on = readDays(dayText)
    if (!on) context.addIssue({ code: 'custom', path: [dayText], message: daysExpected })
    for (const day of on ?? []) times[day] = [...(times[day] ?? []), ...clocks]
  }
  return times
})

/**
 * An executive's choices as a folder writes them. Since nothing at all means the default, words say what is
 * switched off. Left out, `carries` follows from the client: nothing but a link when it is a health client.
 */
export const choicesFileSchema = executiveChoicesSchema.extend({
  carries: executiveChoicesSchema.shape.carries.unwrap().optional(),
  acknowledgeMinutes: wordFor('never', null, executiveChoicesSchema.shape.acknowledgeMinutes),
  digest: digestSchema
    .extend({ times: wordFor('none', {}, timesSchema.optional()).pipe(digestSchema.shape.times) })
    .prefault({}),
  quietHours: z.preprocess(readQuietHours, executiveChoicesSchema.shape.quietHours),
})

export function printChoices({ digest, quietHours, acknowledgeMinutes, ...choices }: ExecutiveChoices) {
  return {
    ...choices,
    digest: { ...digest, times: printTimes(digest.times) },
    quietHours: quietHours?.urgentExempt ? `${quietHours.from}-${quietHours.until}` : quietHours,
    acknowledgeMinutes: acknowledgeMinutes ?? 'never',
  }
}

/** A word of a file for a value that a file would have to leave out. */
export function wordFor<S extends z.ZodType>(word: string, meaning: unknown, schema: S) {
  return z.preprocess((value) => (value === word ? meaning : value), schema)
}

function readQuietHours(value: unknown): unknown {
  const [, from, until] =
    (typeof value === 'string' && /^(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)$/.exec(value.trim())) || []
  return from ? { from, until } : value
}

/** As few entries as there are different days. */
function printTimes(times: DigestTimes): Record<string, string[]> | 'none' {
  const written = days.filter((day) => times[day]?.length)
  if (written.length === 0) return 'none'
  const byTimes = Map.groupBy(written, (day) => times[day]?.join(' ') ?? '')
  return Object.fromEntries([...byTimes].map(([clocks, on]) => [printDays(on), clocks.split(' ')]))
}
