import { coverAt, type Hours, type HoursState, openingAt } from '../../../rules/hours.ts'
import { type LocalDay, WEEKDAYS } from '../../../rules/local-time.ts'
import { isPublicHoliday } from '../../../rules/public-holidays.ts'
import type { Window } from '../../../rules/rule.ts'

/** One day of a client's calendar. A window over midnight stands on the day it begins. */
export type CalendarDay = {
  readonly day: LocalDay
  readonly opening: readonly DayWindow[]
  readonly cover: readonly DayWindow[]
  readonly holiday: boolean
  readonly closure: Hours['closures'][number] | null
}

export type DayWindow = { readonly from: string; readonly to: string; readonly state: HoursState }

const DAY_MS = 86_400_000

/** The days from `first` (2026-12-24) on, each with the windows that begin on it and what became of them. */
export function calendarDays(hours: Hours, first: string, count: number): CalendarDay[] {
  return Array.from({ length: count }, (_, index) => calendarDay(hours, dayAfter(first, index)))
}

export function dayAfter(first: string, days: number): LocalDay {
  const day = new Date(Date.parse(`${first}T00:00:00Z`) + days * DAY_MS)
  return { date: day.toISOString().slice(0, 10), weekday: WEEKDAYS[day.getUTCDay()] ?? 'sun' }
}

function calendarDay(hours: Hours, day: LocalDay): CalendarDay {
  const { closures, holidays } = hours
  return {
    day,
    opening: windowsOf(hours, 'opening', day),
    cover: windowsOf(hours, 'cover', day),
    holiday: isPublicHoliday(day.date, holidays.region),
    closure: closures.find(({ from, to }) => from <= day.date && day.date <= to) ?? null,
  }
}

/** Each window asked alone, so that a neighbour that counts does not speak for it. */
function windowsOf(hours: Hours, of: 'opening' | 'cover', day: LocalDay): DayWindow[] {
  const stateAt = of === 'opening' ? openingAt : coverAt
  return hours[of]
    .filter((window) => window.days.includes(day.weekday))
    .map((window) => ({
      ...timesOf(window),
      state: stateAt(onlyThis(hours, of, window), local(day, window)),
    }))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

const timesOf = ({ from, to }: Window) => ({ from, to })

const onlyThis = (hours: Hours, of: 'opening' | 'cover', window: Window): Hours => ({
  ...hours,
  [of]: [window],
})

const local = (day: LocalDay, { from }: Window) => ({
  today: day,
  yesterday: dayAfter(day.date, -1),
  time: from,
})
