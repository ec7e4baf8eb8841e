import { z } from 'zod'
import type { LocalDay, LocalTime } from './local-time.ts'
import { holidayRegions, isPublicHoliday } from './public-holidays.ts'
import { type Window, windowSchema } from './rule.ts'

export const timeZoneSchema = z.string().refine(isPlaceZone, {
  error: ({ input }) =>
    `${input} is not the time zone of a place; expected an IANA name such as Europe/Paris`,
})

/** `of` says what the closure closes: the client's doors, our answering for it, or both. Both dates count. */
const closureSchema = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    of: z.enum(['opening', 'cover', 'both']).default('opening'),
    reason: z.string().min(1).max(200).optional(),
  })
  .refine(({ from, to }) => from <= to, 'a closure ends on or after the day it begins')

const workedHolidaysSchema = z.union([z.literal('all'), z.array(z.iso.date())]).default([])

/** `openOn` and `coverOn`: the public holidays on which the windows count all the same. */
const holidaysSchema = z.strictObject({
  region: z.coerce.string().pipe(z.enum(holidayRegions)).optional(),
  openOn: workedHolidaysSchema,
  coverOn: workedHolidaysSchema,
})

export const hoursSchema = z.strictObject({
  timeZone: timeZoneSchema.default('Europe/Paris'),
  opening: z.array(windowSchema).default([]),
  cover: z.array(windowSchema).default([]),
  closures: z.array(closureSchema).default([]),
  holidays: holidaysSchema.default({ openOn: [], coverOn: [] }),
})

export type Hours = z.output<typeof hoursSchema>
/** `holiday` and `closed` are reasons to be outside, kept for the trace. */
export type HoursState = 'inside' | 'outside' | 'holiday' | 'closed'

export function openingAt(hours: Hours, local: LocalTime): HoursState {
  return stateAt(hours, 'opening', hours.holidays.openOn, local)
}

export function coverAt(hours: Hours, local: LocalTime): HoursState {
  return stateAt(hours, 'cover', hours.holidays.coverOn, local)
}

/**
 * The day on which the window that holds now began, or null. Read off the wall clock: 02:30 is inside
 * 02:00–03:00 twice in October, and that window does not exist on the change in March.
 */
export function windowDay(window: Window, { today, yesterday, time }: LocalTime): LocalDay | null {
  const overMidnight = window.to <= window.from
  const sinceToday = time >= window.from && (overMidnight || time < window.to)
  if (sinceToday && window.days.includes(today.weekday)) return today
  const sinceYesterday = overMidnight && time < window.to
  return sinceYesterday && window.days.includes(yesterday.weekday) ? yesterday : null
}

/** Whether the windows of that local date (2026-12-24) count: it is neither closed nor a public holiday off. */
export function isWorkedDay(hours: Hours, of: 'opening' | 'cover', date: string): boolean {
  const { openOn, coverOn } = hours.holidays
  return obstacleOn(date, hours, of, of === 'opening' ? openOn : coverOn) === null
}

function stateAt(
  hours: Hours,
  of: 'opening' | 'cover',
  worked: Hours['holidays']['openOn'],
  local: LocalTime,
): HoursState {
  let state: HoursState = 'outside'
  for (const window of hours[of]) {
    const day = windowDay(window, local)
    if (!day) continue
    const obstacle = obstacleOn(day.date, hours, of, worked)
    if (!obstacle) return 'inside'
    state = obstacle
  }
  return state
}

function obstacleOn(
  date: string,
  { closures, holidays }: Hours,
  of: 'opening' | 'cover',
  worked: Hours['holidays']['openOn'],
): 'closed' | 'holiday' | null {
  if (closures.some((closure) => closure.of !== other(of) && closure.from <= date && date <= closure.to)) {
    return 'closed'
  }
  const isWorked = worked === 'all' || worked.includes(date)
  return !isWorked && isPublicHoliday(date, holidays.region) ? 'holiday' : null
}

function other(of: 'opening' | 'cover'): 'opening' | 'cover' {
  return of === 'opening' ? 'cover' : 'opening'
}

/** Abbreviations such as CET and offsets such as +01:00 say nothing about a place's clock changes. */
function isPlaceZone(name: string): boolean {
  if (!name.includes('/') || name.startsWith('Etc/')) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
