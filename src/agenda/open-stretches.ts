import { type Hours, isWorkedDay } from '../rules/hours.ts'
import { WEEKDAYS, zoneOffsetMs } from '../rules/local-time.ts'
import type { Window } from '../rules/rule.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const QUARTER_MS = 15 * MINUTE_MS

/** From and until are epoch milliseconds; until is not part of it. */
export type Stretch = { readonly from: number; readonly until: number }
/** A stretch in which the clocks of a zone are not set: wall clock = instant + offset. */
export type ZoneStretch = Stretch & { readonly offsetMs: number }

/**
 * When the windows are open within a stretch, in order and joined where one begins as the other ends. Read off the wall
 * clock, as `openingAt` does: 02:30 is open twice in October where it is open at all.
 */
export function openStretches(
  hours: Hours,
  windows: readonly Window[],
  zone: readonly ZoneStretch[],
): Stretch[] {
  const open: Stretch[] = []
  for (const part of zone) {
    const firstDay = Math.floor((part.from + part.offsetMs) / DAY_MS) - 1
    const lastDay = Math.floor((part.until + part.offsetMs) / DAY_MS)
    for (let day = firstDay; day <= lastDay; day++) open.push(...openOn(day, hours, windows, part))
  }
  return join(open)
}

/** The stretches of one offset between two instants. Clocks are set on a quarter of an hour. */
export function zoneStretches({ from, until }: Stretch, timeZone: string): ZoneStretch[] {
  const stretches: ZoneStretch[] = []
  let since = from
  let offsetMs = zoneOffsetMs(new Date(from), timeZone)
  for (let at = from; at < until; at += DAY_MS) {
    const end = Math.min(at + DAY_MS, until)
    const next = zoneOffsetMs(new Date(end), timeZone)
    if (next === offsetMs) continue
    const change = changeBetween(at, end, offsetMs, timeZone)
    stretches.push({ from: since, until: change, offsetMs })
    since = change
    offsetMs = next
  }
  if (since < until) stretches.push({ from: since, until, offsetMs })
  return stretches
}

function changeBetween(before: number, after: number, offsetMs: number, timeZone: string): number {
  let low = Math.floor(before / QUARTER_MS)
  let high = Math.ceil(after / QUARTER_MS)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zoneOffsetMs(new Date(middle * QUARTER_MS), timeZone) === offsetMs) low = middle
    else high = middle
  }
  return high * QUARTER_MS
}

/** Of the windows that begin on that day of the wall clock. */
function openOn(day: number, hours: Hours, windows: readonly Window[], part: ZoneStretch): Stretch[] {
  const at = new Date(day * DAY_MS)
  const weekday = WEEKDAYS[at.getUTCDay()] ?? 'sun'
  const ofDay = windows.filter(({ days }) => days.includes(weekday))
  if (ofDay.length === 0 || !isWorkedDay(hours, 'opening', at.toISOString().slice(0, 10))) return []
  return ofDay
    .map(({ from, to }) => {
      const start = day * DAY_MS + msOf(from) - part.offsetMs
      const end = day * DAY_MS + msOf(to) - part.offsetMs + (to <= from ? DAY_MS : 0)
      return { from: Math.max(start, part.from), until: Math.min(end, part.until) }
    })
    .filter(({ from, until }) => from < until)
}

const msOf = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS

export function join(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const next of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && next.from <= last.until)
      joined[joined.length - 1] = { from: last.from, until: Math.max(last.until, next.until) }
    else joined.push(next)
  }
  return joined
}
