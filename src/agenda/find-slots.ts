import { WEEKDAYS, type Weekday } from '../rules/local-time.ts'
import { join, openStretches, type Stretch, type ZoneStretch, zoneStretches } from './open-stretches.ts'
import type { Busy, SlotExecutive, SlotFacts } from './slot-facts.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

export type Wanted = {
  /** The first and the last instant at which one may begin; `until` is not part of it. */
  readonly from: Date
  readonly until: Date
  /** Mornings are before noon of the client's clock. */
  readonly part: 'any' | 'mornings' | 'afternoons'
  readonly weekdays?: readonly Weekday[]
  /** How many different starts. */
  readonly most: number
}

/** A free time, and which of the executives asked about are free then, in the order they were named. */
export type Slot = {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly executiveIds: readonly string[]
}

/** The times that can be offered, the earliest first. */
export function findSlots(facts: SlotFacts, wanted: Wanted): Slot[] {
  const range = rangeOf(facts, wanted)
  if (range.from >= range.until) return []
  const lengthMs = facts.type.minutes * MINUTE_MS
  const zone = zoneStretches({ from: range.from, until: range.until + lengthMs }, facts.hours.timeZone)
  const free = new Map<number, string[]>()
  for (const executive of facts.executives)
    for (const start of startsOf(executive, facts, zone, wanted)) {
      if (start < range.from || start >= range.until) continue
      const ids = free.get(start)
      if (ids) ids.push(executive.executiveId)
      else free.set(start, [executive.executiveId])
    }
  return [...free.entries()]
    .sort(([a], [b]) => a - b)
    .slice(0, wanted.most)
    .map(([start, executiveIds]) => ({
      startsAt: new Date(start),
      endsAt: new Date(start + lengthMs),
      executiveIds,
    }))
}

/** Whether that time lies in her hours and within notice and horizon, whether or not it is free. */
export function isOffered(facts: SlotFacts, executive: SlotExecutive, startsAt: Date, endsAt: Date): boolean {
  const earliest = facts.now.getTime() + facts.type.noticeMinutes * MINUTE_MS
  const latest = facts.now.getTime() + facts.type.horizonDays * DAY_MS
  const [from, until] = [startsAt.getTime(), endsAt.getTime()]
  if (from < earliest || from > latest) return false
  return openFor(executive, facts, zoneStretches({ from, until }, facts.hours.timeZone)).some(
    (open) => open.from <= from && until <= open.until,
  )
}

/** From the first start that may be offered to just after the last. */
function rangeOf({ now, type }: SlotFacts, { from, until }: Wanted): Stretch {
  const earliest = now.getTime() + type.noticeMinutes * MINUTE_MS
  const latest = now.getTime() + type.horizonDays * DAY_MS
  return { from: Math.max(from.getTime(), earliest), until: Math.min(until.getTime(), latest + 1) }
}

function openFor({ workingHours }: SlotExecutive, { hours }: SlotFacts, zone: readonly ZoneStretch[]) {
  return openStretches(hours, workingHours ?? hours.opening, zone)
}

/** Every start on the grid of the wall clock where the whole meeting is open and its buffers meet nothing. */
function startsOf(
  executive: SlotExecutive,
  facts: SlotFacts,
  zone: readonly ZoneStretch[],
  wanted: Wanted,
): number[] {
  const { type } = facts
  const lengthMs = type.minutes * MINUTE_MS
  const barred = barredStarts(executive.busy, type)
  const starts: number[] = []
  for (const open of openFor(executive, facts, zone))
    for (const part of zone) {
      const from = Math.max(open.from, part.from)
      // One that begins before the clocks are set may end after.
      const until = Math.min(open.until - lengthMs + 1, part.until)
      starts.push(...gridIn({ from, until, offsetMs: part.offsetMs }, type.stepMinutes, wanted, barred))
    }
  return starts
}

/** When a meeting must not begin, so that neither it nor its buffers touch what is there; both ends are free. */
function barredStarts(busy: readonly Busy[], { minutes, bufferBefore, bufferAfter }: SlotFacts['type']) {
  const tailMs = (minutes + bufferAfter) * MINUTE_MS
  const headMs = bufferBefore * MINUTE_MS
  return join(
    busy.map(({ startsAt, endsAt }) => ({
      from: startsAt.getTime() - tailMs + 1,
      until: endsAt.getTime() + headMs,
    })),
  )
}

function gridIn(
  { from, until, offsetMs }: ZoneStretch,
  stepMinutes: number,
  { part, weekdays }: Pick<Wanted, 'part' | 'weekdays'>,
  barred: readonly Stretch[],
): number[] {
  const stepMs = stepMinutes * MINUTE_MS
  const starts: number[] = []
  let next = firstEndingAfter(barred, from)
  for (let at = Math.ceil((from + offsetMs) / stepMs) * stepMs - offsetMs; at < until; at += stepMs) {
    while (next < barred.length && (barred[next]?.until ?? 0) <= at) next++
    if (at >= (barred[next]?.from ?? Number.POSITIVE_INFINITY)) continue
    if (suits(at + offsetMs, part, weekdays)) starts.push(at)
  }
  return starts
}

/** By halves: there are hundreds. */
function firstEndingAfter(barred: readonly Stretch[], at: number): number {
  let low = 0
  let high = barred.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((barred[middle]?.until ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}

function suits(wallMs: number, part: Wanted['part'], weekdays: Wanted['weekdays']): boolean {
  const day = Math.floor(wallMs / DAY_MS)
  const isMorning = wallMs - day * DAY_MS < DAY_MS / 2
  if (part !== 'any' && isMorning !== (part === 'mornings')) return false
  // The first day of the epoch was a Thursday.
  const weekday = WEEKDAYS[(((day + 4) % 7) + 7) % 7]
  return weekdays === undefined || (weekday !== undefined && weekdays.includes(weekday))
}
