import { z } from 'zod'
import { mondayOf, plusDays } from './agenda-times.ts'

export const views = ['day', 'week', 'month'] as const
export type View = (typeof views)[number]

/** Which days of whose calendars are shown. */
export type CalendarQuery = {
  readonly view: View
  /** 2026-11-24; null for today. */
  readonly date: string | null
  readonly client: number | null
  /** Ids of executives. */
  readonly who: readonly string[]
  /** Also those that were cancelled or declined. */
  readonly gone: '1' | null
}

const schema = z.object({
  view: z.enum(views).catch('week'),
  date: z.iso.date().nullable().catch(null),
  gone: z.literal('1').nullable().catch(null),
  client: z.coerce.number().int().positive().max(2_147_483_647).nullable().catch(null),
  who: z
    .union([z.array(z.uuid()), z.uuid().transform((id) => [id])])
    .catch([])
    .transform((ids) => ids.slice(0, 8)),
})

export const readCalendarQuery = (query: unknown): CalendarQuery => schema.parse(query)

/** The dates that a view shows: a day, a week from Monday on, or the whole weeks of a month. */
export function datesOf(view: View, date: string): string[] {
  if (view === 'day') return [date]
  if (view === 'week') return weekFrom(mondayOf(date), 7)
  const first = mondayOf(`${date.slice(0, 7)}-01`)
  const last = plusDays(mondayOf(lastOfMonth(date)), 6)
  return weekFrom(first, Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1)
}

/** The same view a period earlier or later. */
export function shifted(view: View, date: string, by: 1 | -1): string {
  if (view === 'day') return plusDays(date, by)
  if (view === 'week') return plusDays(date, 7 * by)
  return by === 1
    ? plusDays(lastOfMonth(date), 1)
    : `${plusDays(`${date.slice(0, 7)}-01`, -1).slice(0, 7)}-01`
}

const weekFrom = (first: string, days: number): string[] =>
  Array.from({ length: days }, (_, place) => plusDays(first, place))

/** From the 28th, four days on is always in the next month. */
function lastOfMonth(date: string): string {
  const next = plusDays(`${date.slice(0, 7)}-28`, 4)
  return plusDays(`${next.slice(0, 7)}-01`, -1)
}
