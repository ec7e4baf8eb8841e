import { Temporal } from 'temporal-polyfill'
import type { Moment } from './moment.ts'
import type { DateOf, When } from './when.ts'

/** When a day without a time ends: late enough to have begun, early enough to miss no call. */
const dayBegins = { hour: 8, minute: 0, half: null }
const afternoonBegins = { hour: 14, minute: 0, half: null }
const longestDays = 31

/**
 * The instant that was meant, at most 31 days ahead. Null when it is past, or may be read in two ways: a time
 * that a clock change skips or repeats, "demain" said at one in the morning, "lundi" said on a Monday, "demain
 * 3h", which may be 15:00.
 */
export function resolveWhen(when: When, { now, timeZone }: Moment): Date | null {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const local = isConsistent(when) ? resolveLocal(when, here.toPlainDateTime()) : null
  if (!local) return null
  const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' }).epochMilliseconds
  const later = local.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds
  const aheadMs = earlier - now.getTime()
  return earlier === later && aheadMs > 0 && aheadMs <= longestDays * 86_400_000 ? new Date(earlier) : null
}

function isConsistent({ clock, day, date, morning, afternoon, included }: When): boolean {
  if (included && (clock || morning || afternoon)) return false
  if (!clock) return Boolean(day || date) && !(day?.kind === 'today')
  if ((morning && clock.hour >= 12) || (afternoon && clock.hour < 12)) return false
  const unsaid = !clock.half && !morning && clock.hour >= 1 && clock.hour <= 6
  return !((day || date) && unsaid)
}

function resolveLocal(when: When, here: Temporal.PlainDateTime): Temporal.PlainDateTime | null {
  const { clock, afternoon, included } = when
  if (clock && !when.day && !when.date) return clockAlone(clock, here)
  const date = resolveDate(when, here)
  if (!date) return null
  return at(included ? date.add({ days: 1 }) : date, clock ?? (afternoon ? afternoonBegins : dayBegins))
}

type Clock = NonNullable<When['clock']>

/**
 * Of today. Past, it means tomorrow only where nothing else can be meant: a morning said after noon, whose
 * evening twin ("9h" for 21:00) is past as well or excluded by "am".
 */
function clockAlone(clock: Clock, here: Temporal.PlainDateTime): Temporal.PlainDateTime | null {
  const today = here.toPlainDate()
  if (isAfter(at(today, clock), here)) return at(today, clock)
  if (clock.hour >= 12 || here.hour < 12) return null
  const twin = at(today, { ...clock, hour: clock.hour + 12 })
  return clock.half === 'am' || !isAfter(twin, here) ? at(today.add({ days: 1 }), clock) : null
}

function resolveDate({ day, date }: When, here: Temporal.PlainDateTime): Temporal.PlainDate | null {
  const today = here.toPlainDate()
  const found = date ? nextDate(date, today) : null
  if (date) {
    const agrees = !day || (day.kind === 'weekday' && day.weekday === found?.dayOfWeek)
    return agrees ? found : null
  }
  switch (day?.kind) {
    case undefined:
      return null
    case 'today':
      return today
    case 'tomorrow':
      return here.hour < 4 ? null : today.add({ days: 1 })
    case 'dayAfterTomorrow':
      return here.hour < 4 ? null : today.add({ days: 2 })
    case 'weekday':
      return day.weekday === today.dayOfWeek
        ? null
        : today.add({ days: (day.weekday - today.dayOfWeek + 7) % 7 })
    default:
      return day satisfies never
  }
}

/** The next time the calendar has that date; without a month the next such day. */
function nextDate({ day, month, year }: DateOf, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const first = { year: year ?? today.year, month: month ?? today.month, day }
  const candidates = [first, month ? { ...first, year: first.year + 1 } : nextMonth(first)]
  const dates = (year ? [first] : candidates).flatMap(toDate)
  return dates.find((date) => Temporal.PlainDate.compare(date, today) > 0) ?? null
}

type Parts = { year: number; month: number; day: number }

const nextMonth = ({ year, month, day }: Parts): Parts =>
  month === 12 ? { year: year + 1, month: 1, day } : { year, month: month + 1, day }

/** None for the thirty-first of a short month. */
function toDate({ year, month, day }: Parts): Temporal.PlainDate[] {
  if (month < 1 || month > 12 || day < 1 || day > 31) return []
  const date = Temporal.PlainDate.from({ year, month, day })
  return date.day === day ? [date] : []
}

const at = (date: Temporal.PlainDate, { hour, minute }: Clock): Temporal.PlainDateTime =>
  date.add({ days: hour === 24 ? 1 : 0 }).toPlainDateTime({ hour: hour % 24, minute })

const isAfter = (one: Temporal.PlainDateTime, other: Temporal.PlainDateTime): boolean =>
  Temporal.PlainDateTime.compare(one, other) > 0
