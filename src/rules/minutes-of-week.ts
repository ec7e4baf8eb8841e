import { type Window, weekdaySchema } from './rule.ts'

const DAY = 1440
export const WEEK = 7 * DAY

/** Every minute of the week that the windows hold, from Monday 00:00. Exact, for comparing windows. */
export function minutesOfWeek(windows: readonly Window[]): ReadonlySet<number> {
  const minutes = new Set<number>()
  for (const { days, from, to } of windows) {
    const start = minuteOfDay(from)
    const end = to <= from ? minuteOfDay(to) + DAY : minuteOfDay(to)
    for (const day of days) {
      const midnight = weekdaySchema.options.indexOf(day) * DAY
      for (let minute = start; minute < end; minute++) minutes.add((midnight + minute) % WEEK)
    }
  }
  return minutes
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
