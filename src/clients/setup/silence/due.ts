import type { Hours } from '../../../rules/hours.ts'
import { instantOf } from '../../../rules/instant-of.ts'
import { localTime } from '../../../rules/local-time.ts'
import { calendarDays, dayAfter } from '../hours/cover-days.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
export const weeksLookedAt = 4
/** With fewer calls in those weeks nothing can be said within a working week. */
const fewestCalls = 20
const shortestHistoryMs = 14 * DAY_MS
/** One silence in a thousand as long as this is chance. */
const improbable = 0.001
/** Calls come in bursts: a silence must also be longer than any of the weeks before. */
const longerThanBefore = 1.5
/** A call or two that dialled the line itself do not hide that the diversion has fallen. */
const strays = [1, 2, 3] as const

export type Known = {
  readonly hours: Hours
  readonly liveSince: Date
  /** Arrivals of the last weeks, in any order. */
  readonly calls: readonly Date[]
  readonly now: Date
}

export type Silence = { readonly since: Date; readonly coveredHours: number; readonly usualCalls: number }

type Span = { readonly from: number; readonly to: number }

/**
 * A client whose calls have stopped, measured in its own hours of cover: holidays and closures are no hours at all.
 * Null while there is nothing unusual, or too little is known.
 */
export function silenceDue({ hours, liveSince, calls, now }: Known): Silence | null {
  const end = now.getTime()
  const start = Math.max(liveSince.getTime(), end - weeksLookedAt * 7 * DAY_MS)
  if (end - start < shortestHistoryMs) return null
  const spans = coveredSpans(hours, start, end)
  if (!spans.some(({ from, to }) => from <= end && end <= to + HOUR_MS)) return null
  const covered = (at: number) => coveredUntil(spans, at)
  const arrivals = calls
    .map((at) => at.getTime())
    .filter((at) => at >= start && at <= end && isCovered(spans, at))
  if (arrivals.length < fewestCalls) return null
  const clock = arrivals.map(covered).sort((a, b) => a - b)
  const total = covered(end)
  for (const nth of strays) {
    const since = clock.at(-nth)
    if (since === undefined) return null
    const silent = total - since
    const rate = (clock.length - nth) / Math.max(since, 1)
    const isLonger = silent > longerThanBefore * longestGap(clock.slice(0, clock.length - nth + 1), nth)
    if (isLonger && fewerThan(nth, rate * silent) < improbable)
      return {
        since: new Date(arrivals.sort((a, b) => a - b).at(-nth) ?? start),
        coveredHours: Math.round(silent / HOUR_MS),
        usualCalls: Math.round(rate * silent),
      }
  }
  return null
}

/** The longest stretch, in covered time, in which fewer than `nth` calls came. */
function longestGap(clock: readonly number[], nth: number): number {
  return clock.reduce((longest, at, index) => Math.max(longest, at - (clock[index - nth] ?? 0)), 0)
}

/** The chance of fewer than `count` calls where `expected` usually come (Poisson). */
function fewerThan(count: number, expected: number): number {
  let term = Math.exp(-expected)
  let sum = 0
  for (let calls = 0; calls < count; calls++) {
    sum += term
    term *= expected / (calls + 1)
  }
  return sum
}

/** The hours of cover between two instants, each once, holidays and closures left out. */
export function coveredSpans(hours: Hours, start: number, end: number): Span[] {
  const first = dayAfter(localTime(new Date(start), hours.timeZone).today.date, -1).date
  const count = Math.ceil((end - start) / DAY_MS) + 3
  const spans = calendarDays(hours, first, count).flatMap(({ day, cover }) =>
    cover
      .filter(({ state }) => state === 'inside')
      .map(({ from, to }) => {
        const last = to <= from ? dayAfter(day.date, 1).date : day.date
        return {
          from: instantOf(day.date, from, hours.timeZone).getTime(),
          to: endOf(last, to, hours.timeZone),
        }
      }),
  )
  return joined(spans.map(({ from, to }) => ({ from: Math.max(from, start), to: Math.min(to, end) })))
}

const endOf = (date: string, time: string, zone: string): number =>
  time === '24:00'
    ? instantOf(dayAfter(date, 1).date, '00:00', zone).getTime()
    : instantOf(date, time, zone).getTime()

function joined(spans: readonly Span[]): Span[] {
  const joinedSpans: Span[] = []
  for (const span of spans.filter(({ from, to }) => to > from).toSorted((a, b) => a.from - b.from)) {
    const last = joinedSpans.at(-1)
    if (last && span.from <= last.to)
      joinedSpans[joinedSpans.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else joinedSpans.push(span)
  }
  return joinedSpans
}

const coveredUntil = (spans: readonly Span[], at: number): number =>
  spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, at) - from), 0)

const isCovered = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ from, to }) => from <= at && at <= to)
