import ICAL from 'ical.js'
import { checked, type EventTimes, eventTimes, writtenTimes } from './event-times.ts'
import { instantIn, type Zone } from './zones.ts'

export type Occurrence = { readonly startsAt: Date; readonly endsAt: Date }
export type Window = { readonly from: Date; readonly until: Date }

export class TooMany extends Error {}

export const occurrencesAtMost = 2_000
/** A rule is followed from its start: fifty years of days. */
const stepsAtMost = 20_000
const dayMs = 86_400_000

export type Series = {
  readonly calendar: ICAL.Component
  readonly event: ICAL.Component
  readonly herZone: string
  readonly window: Window
  /** Starts that were moved or cancelled one by one, in milliseconds. */
  readonly replaced: ReadonlySet<number>
}

/**
 * When an event takes place within the window, each time once. The rule is followed on the wall clock of its own zone,
 * so that 09:00 stays 09:00 over a change of clocks.
 */
export function occurrencesOf({ calendar, event, herZone, window, replaced }: Series): Occurrence[] {
  const times = eventTimes(event, calendar, herZone)
  const except = new Set(writtenTimes(event, 'exdate', calendar, herZone).map(({ at }) => at.getTime()))
  const found = new Map<number, Occurrence>()
  for (const wall of wallStarts(event, times, calendar, herZone, window)) {
    const occurrence = occurrenceAt(times, wall)
    const start = occurrence.startsAt.getTime()
    if (except.has(start) || replaced.has(start) || !isIn(window, occurrence)) continue
    found.set(start, occurrence)
    if (found.size > occurrencesAtMost) throw new TooMany()
  }
  return [...found.values()]
}

const isIn = ({ from, until }: Window, { startsAt, endsAt }: Occurrence) =>
  startsAt < until && endsAt > from && endsAt > startsAt

type WallStart = { readonly wall: ICAL.Time; readonly zone: Zone }

function* wallStarts(
  event: ICAL.Component,
  { start, length }: EventTimes,
  calendar: ICAL.Component,
  herZone: string,
  { from, until }: Window,
): Generator<WallStart> {
  const lengthMs = 'ms' in length ? length.ms : length.days * dayMs
  const near = { from: new Date(from.getTime() - lengthMs - 2 * dayMs), until }
  yield start
  yield* writtenTimes(event, 'rdate', calendar, herZone)
  for (const property of event.getAllProperties('rrule'))
    for (const rule of property.getValues())
      if (rule instanceof ICAL.Recur) yield* ruleStarts(rule, start, near)
}

/** Our own look at UNTIL: it is written in UTC, the times are not. What is over for days is not reckoned out. */
function* ruleStarts(rule: ICAL.Recur, { wall, zone }: WallStart, window: Window): Generator<WallStart> {
  const last = rule.until ? lastOf(rule.until, zone) : null
  const open = rule.clone()
  open.until = null
  const iterator = open.iterator(wall)
  for (let step = 0; step < stepsAtMost; step += 1) {
    const next = iterator.next()
    if (!next) return
    if (Date.UTC(next.year, next.month - 1, next.day) < window.from.getTime()) continue
    const at = checked(instantIn(zone, next))
    if (at >= window.until || (last && at > last)) return
    yield { wall: next.clone(), zone }
  }
  throw new TooMany()
}

function lastOf(until: ICAL.Time, zone: Zone): Date {
  if (until.zone === ICAL.Timezone.utcTimezone) return until.toJSDate()
  const last = until.clone()
  if (!until.isDate) return instantIn(zone, last)
  last.isDate = false
  last.hour = 23
  last.minute = 59
  last.second = 59
  return instantIn(zone, last)
}

function occurrenceAt({ length }: EventTimes, { wall, zone }: WallStart): Occurrence {
  const startsAt = instantIn(zone, wall)
  if ('ms' in length) return { startsAt, endsAt: new Date(startsAt.getTime() + length.ms) }
  const end = wall.clone()
  end.adjust(length.days, 0, 0, 0)
  return { startsAt, endsAt: instantIn(zone, end) }
}
