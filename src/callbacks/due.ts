import { coverAt, type Hours, isWorkedDay, openingAt } from '../rules/hours.ts'
import { instantOf } from '../rules/instant-of.ts'
import { localTime, WEEKDAYS } from '../rules/local-time.ts'
import type { Window } from '../rules/rule.ts'
import type { AttemptOutcome } from './states.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
/** A promise for "as soon as may be" is late after that. */
const graceMs = 30 * minuteMs
/** Closer to the end of the promised time another try makes no sense. */
const leastMs = 5 * minuteMs
/** Farther ahead no hours are looked for. */
const daysAhead = 21

/** The pauses after each try in vain; where they end, a person decides. */
const pauses: Record<Exclude<AttemptOutcome, 'talked'>, readonly (number | 'halfDay')[]> = {
  noAnswer: [15 * minuteMs, 60 * minuteMs, 'halfDay'],
  busy: [5 * minuteMs, 30 * minuteMs, 'halfDay'],
  failed: [15 * minuteMs, 60 * minuteMs, 'halfDay'],
  // He has heard that somebody rang, and may ring himself.
  mailbox: [60 * minuteMs, 'halfDay', 'halfDay'],
}

/** After so many a person decides. */
export const mostTries = 4

type Tried = {
  readonly outcome: Exclude<AttemptOutcome, 'talked'>
  /** This one included. */
  readonly tries: number
  readonly at: Date
  readonly until: Date | null
}

/**
 * When somebody who was not reached is rung again, in the hours of the client and before the promised time is over; null
 * where a person is to say what becomes of it.
 */
export function nextTryAt({ outcome, tries, at, until }: Tried, hours: Hours): Date | null {
  const pause = tries < mostTries ? pauses[outcome][tries - 1] : undefined
  if (pause === undefined) return null
  const next =
    pause === 'halfDay' ? nextHalfDay(at, hours) : withinHours(new Date(at.getTime() + pause), hours)
  if (!until || next <= until) return next
  return until.getTime() - at.getTime() >= leastMs && isWithinHours(until, hours) ? until : null
}

/** When a promise is late: at the end of the time that was promised, else half an hour after it was due. */
export const overdueAt = (dueAt: Date, until: Date | null, hours: Hours): Date =>
  until && until >= dueAt ? until : withinHours(new Date(dueAt.getTime() + graceMs), hours)

/** That moment if the agency answers for the client then, else when it does next. */
export function withinHours(at: Date, hours: Hours): Date {
  if (isWithinHours(at, hours)) return at
  const first = localTime(at, hours.timeZone).today.date
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const date = daysAfter(first, ahead)
    const start = startsOn(date, hours).find((one) => one > at && isWithinHours(one, hours))
    if (start) return start
  }
  return at
}

/** Lunch ends then, and the second half of the day begins. */
const afternoon = '14:00'
const noon = '13:00'
const morning = '09:00'

function nextHalfDay(at: Date, hours: Hours): Date {
  const { today, time } = localTime(at, hours.timeZone)
  const next =
    time < noon
      ? instantOf(today.date, afternoon, hours.timeZone)
      : instantOf(daysAfter(today.date, 1), morning, hours.timeZone)
  return withinHours(next, hours)
}

/** Where no hours are given for us, the client's own count; else those of working people. */
function windowsOf({ cover, opening }: Hours): { of: 'cover' | 'opening'; windows: readonly Window[] } {
  if (cover.length > 0) return { of: 'cover', windows: cover }
  return { of: 'opening', windows: opening.length > 0 ? opening : usual }
}

const usual: readonly Window[] = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: morning, to: '18:00' }]

function isWithinHours(at: Date, hours: Hours): boolean {
  const { of, windows } = windowsOf(hours)
  const local = localTime(at, hours.timeZone)
  const state = of === 'cover' ? coverAt(hours, local) : openingAt({ ...hours, opening: [...windows] }, local)
  return state === 'inside'
}

function startsOn(date: string, hours: Hours): Date[] {
  const { of, windows } = windowsOf(hours)
  if (!isWorkedDay(hours, of, date)) return []
  const weekday = WEEKDAYS[new Date(`${date}T12:00Z`).getUTCDay()] ?? 'sun'
  return windows
    .filter(({ days }) => days.includes(weekday))
    .map(({ from }) => instantOf(date, from, hours.timeZone))
    .toSorted((a, b) => a.getTime() - b.getTime())
}

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * dayMs).toISOString().slice(0, 10)
