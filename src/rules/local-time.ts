import type { z } from 'zod'
import type { weekdaySchema } from './rule.ts'

export type Weekday = z.output<typeof weekdaySchema>
export type LocalDay = { readonly date: string; readonly weekday: Weekday }
/** The wall clock in one zone. Dates (2026-12-24) and times (18:30) compare as text. */
export type LocalTime = { readonly today: LocalDay; readonly yesterday: LocalDay; readonly time: string }

const QUARTER_MS = 900_000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
export const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const MINUTES = Array.from({ length: 1440 }, (_, minute) =>
  new Date(minute * MINUTE_MS).toISOString().slice(11, 16),
)

export function localTime(at: Date, timeZone: string): LocalTime {
  const shifted = at.getTime() + zoneOffsetMs(at, timeZone)
  const day = Math.floor(shifted / DAY_MS)
  const { today, yesterday } = daysOf(day)
  const time = MINUTES[Math.floor((shifted - day * DAY_MS) / MINUTE_MS)] ?? '00:00'
  return { today, yesterday, time }
}

/** Writing a date costs more than all else here, and nearly every call comes on the day of the one before. */
let lastDays: { day: number; today: LocalDay; yesterday: LocalDay } | undefined

function daysOf(day: number): { today: LocalDay; yesterday: LocalDay } {
  if (lastDays?.day === day) return lastDays
  lastDays = { day, today: dayOf(day), yesterday: dayOf(day - 1) }
  return lastDays
}

function dayOf(dayNumber: number): LocalDay {
  const day = new Date(dayNumber * DAY_MS)
  return { date: day.toISOString().slice(0, 10), weekday: WEEKDAYS[day.getUTCDay()] ?? 'sun' }
}

/** Offsets change on a quarter of an hour only, so the last quarter seen answers nearly every question. */
const lastOffsets = new Map<string, { quarter: number; offsetMs: number }>()

export function zoneOffsetMs(at: Date, timeZone: string): number {
  const quarter = Math.floor(at.getTime() / QUARTER_MS)
  const last = lastOffsets.get(timeZone)
  if (last?.quarter === quarter) return last.offsetMs
  const offsetMs = askOffsetMs(quarter * QUARTER_MS, timeZone)
  lastOffsets.set(timeZone, { quarter, offsetMs })
  return offsetMs
}

const formats = new Map<string, Intl.DateTimeFormat>()

function askOffsetMs(quarterMs: number, timeZone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(quarterMs)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute) - quarterMs
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}
