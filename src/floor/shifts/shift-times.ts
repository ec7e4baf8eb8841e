import { instantOf } from '../../rules/instant-of.ts'
import { localTime, WEEKDAYS } from '../../rules/local-time.ts'

/** As a person enters it, on the agency's clock; `until` at or before `from` is on the next day. */
export type WallShift = { readonly date: string; readonly from: string; readonly until: string }
export type ShiftTimes = { readonly startsAt: Date; readonly endsAt: Date }

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Longer is a slip of the finger: nobody may work so long. */
export const longestShiftHours = 16

/** What the clocks show twice or leap over makes a night longer or shorter than the difference of its times. */
export const shiftTimes = ({ date, from, until }: WallShift, timeZone: string): ShiftTimes => ({
  startsAt: instantOf(date, from, timeZone),
  endsAt: instantOf(until > from ? date : addDays(date, 1), until, timeZone),
})

export const hoursOf = ({ startsAt, endsAt }: ShiftTimes): number =>
  (endsAt.getTime() - startsAt.getTime()) / HOUR_MS

/** As the clocks show it. */
export function wallOf({ startsAt, endsAt }: ShiftTimes, timeZone: string): WallShift {
  const start = localTime(startsAt, timeZone)
  return { date: start.today.date, from: start.time, until: localTime(endsAt, timeZone).time }
}

/** The same times on the same day of the week, `weeks` in all. */
export const everyWeek = (shift: WallShift, weeks: number): WallShift[] =>
  Array.from({ length: weeks }, (_, week) => ({ ...shift, date: addDays(shift.date, 7 * week) }))

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)

export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** Its Monday. */
export const mondayOf = (date: string): string => addDays(date, -((new Date(date).getUTCDay() + 6) % 7))

export const weekdayOf = (date: string) => WEEKDAYS[new Date(date).getUTCDay()] ?? 'sun'
