import { z } from 'zod'
import { localTime } from '../../rules/local-time.ts'
import { type Rhythm, seriesStarts } from '../series-starts.ts'

export const rhythms = ['weekly', 'fortnightly', 'monthly'] as const satisfies readonly Rhythm[]
const mostTimes = 52

/** How what she books is to be repeated. */
export type Repeating = {
  readonly rhythm: Rhythm | null
  /** How many in all; an end goes before it. */
  readonly times: number
  /** The last date on which there may be one. */
  readonly seriesUntil: string | null
  /** Dates on which there shall be none. */
  readonly without: readonly string[]
}

const dates = z.union([z.array(z.iso.date()).max(mostTimes), z.iso.date().transform((date) => [date])])

export const repeatingShape = {
  rhythm: z.enum(rhythms).nullable().catch(null),
  times: z.coerce.number().int().min(2).max(mostTimes).catch(4),
  seriesUntil: z.iso.date().nullable().catch(null),
  without: dates.catch([]),
}

/** How many that are from the first on, at least two. */
export function timesOf(
  { times, seriesUntil }: Repeating,
  rhythm: Rhythm,
  first: Date,
  timeZone: string,
): number {
  if (!seriesUntil) return times
  if (seriesUntil < localTime(first, timeZone).today.date) return 2
  const upTo = seriesStarts(first, rhythm, mostTimes, timeZone).filter(({ date }) => date <= seriesUntil)
  return Math.max(2, upTo.length)
}
