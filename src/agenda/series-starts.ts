import { localTime } from '../rules/local-time.ts'
import { type LocalMoment, localMoment } from './local-moment.ts'

export type Rhythm = 'weekly' | 'fortnightly' | 'monthly'
export type SeriesStart = { readonly date: string; readonly moment: LocalMoment }

const daysApart = { weekly: 7, fortnightly: 14 } as const

/**
 * When each of a series begins: at the same time of the wall clock, monthly on the same day of the month. A month
 * without that day has none, and says so; so does a day on which the clocks leap over the time or show it twice.
 */
export function seriesStarts(first: Date, rhythm: Rhythm, times: number, timeZone: string): SeriesStart[] {
  const { today, time } = localTime(first, timeZone)
  return Array.from({ length: times }, (_, index) => {
    if (index === 0) return { date: today.date, moment: { kind: 'once', at: first } }
    const date =
      rhythm === 'monthly' ? monthsAfter(today.date, index) : daysAfter(today.date, index * daysApart[rhythm])
    return { date, moment: localMoment(date, time, timeZone) }
  })
}

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The thirty-first of April, too: `localMoment` knows that there is none. */
function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const since = year * 12 + month - 1 + months
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(since / 12)}-${two((since % 12) + 1)}-${two(day)}`
}
