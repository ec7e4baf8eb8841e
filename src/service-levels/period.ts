import { isDate } from '../agenda/local-moment.ts'
import { instantOf } from '../rules/instant-of.ts'
import { localTime } from '../rules/local-time.ts'

/** Whole days of one zone's calendar (2026-11-22), both included. */
export type Days = { readonly first: string; readonly last: string }

export const periods = ['today', 'yesterday', 'week', 'month', 'dates'] as const
export type Period = (typeof periods)[number]

/** As the form says it: `from` and `to` count with `dates` only. */
export type AskedPeriod = { readonly period: string; readonly from: string; readonly to: string }

/** What is wrong with it, with the value that was given. */
export type PeriodFault =
  | { readonly kind: 'noSuchPeriod' | 'noSuchDate' | 'future' | 'tooOld'; readonly value: string }
  | { readonly kind: 'order' | 'tooLong'; readonly from: string; readonly to: string }

export const longestDays = 366
const oldestYears = 5

/** `week` and `month` end today: 7 and 30 days. */
export function daysOf({ period, from, to }: AskedPeriod, now: Date, timeZone: string): Days | PeriodFault {
  const { today, yesterday } = localTime(now, timeZone)
  switch (periods.find((one) => one === period)) {
    case 'today':
      return { first: today.date, last: today.date }
    case 'yesterday':
      return { first: yesterday.date, last: yesterday.date }
    case 'week':
      return { first: dayAfter(today.date, -6), last: today.date }
    case 'month':
      return { first: dayAfter(today.date, -29), last: today.date }
    case 'dates':
      return daysBetween(from.trim(), to.trim(), today.date)
    default:
      return { kind: 'noSuchPeriod', value: period }
  }
}

function daysBetween(from: string, to: string, today: string): Days | PeriodFault {
  for (const value of [from, to]) {
    if (!isDate(value)) return { kind: 'noSuchDate', value }
    if (value > today) return { kind: 'future', value }
    if (value < oldestDay(today)) return { kind: 'tooOld', value }
  }
  if (from > to) return { kind: 'order', from, to }
  if (to >= dayAfter(from, longestDays)) return { kind: 'tooLong', from, to }
  return { first: from, last: to }
}

export const oldestDay = (today: string): string => `${Number(today.slice(0, 4)) - oldestYears}-01-01`

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export function everyDay({ first, last }: Days): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = dayAfter(day)) days.push(day)
  return days
}

/** From the first instant of the first day to that of the day after the last: 23 or 25 hours where the clocks are set. */
export const instantsOf = ({ first, last }: Days, timeZone: string): { from: Date; until: Date } => ({
  from: instantOf(first, '00:00', timeZone),
  until: instantOf(dayAfter(last), '00:00', timeZone),
})
