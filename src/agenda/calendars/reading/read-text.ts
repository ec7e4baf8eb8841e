import { hash } from 'node:crypto'
import ICAL from 'ical.js'
import { singleLine } from '../../../plain-text.ts'
import { eventTimes, Malformed, writtenTimes } from './event-times.ts'
import { type Occurrence, occurrencesOf, TooMany, type Window } from './occurrences.ts'
import { splitBlocks } from './split-blocks.ts'
import { UnknownZone } from './zones.ts'

export type ReadingOptions = {
  readonly window: Window
  /** The executive's, for whole days and times without a zone. */
  readonly timeZone: string
  readonly keepsSummaries: boolean
}

export type RefusedWhy = 'malformed' | 'unknownZone' | 'tooMany' | 'tooLarge' | 'endless'

/** One event with all that belongs to its UID; or why it cannot be read. */
export type Reading =
  | {
      readonly kind: 'read'
      readonly uid: string
      /** SHA-256 of what says when she is busy. */
      readonly contentHash: string
      readonly busy: readonly Occurrence[]
      readonly summary: string | null
      readonly first: FirstTime
    }
  | { readonly kind: 'refused'; readonly uid: string | null; readonly why: RefusedWhy }

/** The event itself, as one of ours is: without its repetitions. */
export type FirstTime = {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly status: 'tentative' | 'confirmed' | 'cancelled'
  readonly lastModified: Date | null
}

export const eventsAtMost = 2_000
export const textBytesAtMost = 1024 * 1024

/**
 * Reads a calendar file event by event. Whatever hangs from an event (alarms, attachments) is never looked at.
 * `refuse`: places in the order of readings that have shown to have no end.
 */
export function* readText(
  text: string,
  options: ReadingOptions,
  refuse: ReadonlySet<number> = new Set(),
): Generator<Reading> {
  if (Buffer.byteLength(text) > textBytesAtMost) return yield { kind: 'refused', uid: null, why: 'tooLarge' }
  const { calendars, broken } = parse(text)
  for (let one = 0; one < broken; one += 1) yield { kind: 'refused', uid: null, why: 'malformed' }
  const groups = calendars.flatMap(groupsOf)
  if (groups.length > eventsAtMost) return yield { kind: 'refused', uid: null, why: 'tooMany' }
  for (const [place, group] of groups.entries()) {
    const { uid } = group
    if (refuse.has(place + broken)) yield { kind: 'refused', uid, why: 'endless' }
    else yield readGroup(group, options)
  }
}

type Parsed = { readonly calendars: readonly ICAL.Component[]; readonly broken: number }

/** Where a file as a whole cannot be read, its events are read one by one, and only the broken ones are lost. */
function parse(text: string): Parsed {
  const whole = parseWhole(text)
  if (whole) return { calendars: whole, broken: 0 }
  const parts = splitBlocks(text).map(parseWhole)
  const calendars = parts.flatMap((part) => part ?? [])
  return { calendars, broken: Math.max(1, parts.filter((part) => part === null).length) }
}

function parseWhole(text: string): ICAL.Component[] | null {
  try {
    const parsed: unknown[] = ICAL.parse(text)
    const all = Array.isArray(parsed[0]) ? parsed : [parsed]
    const calendars = all.map((one) => new ICAL.Component(Array.isArray(one) ? one : []))
    return calendars.every(({ name }) => name === 'vcalendar') ? calendars : null
  } catch {
    return null
  }
}

type Group = {
  readonly uid: string
  readonly calendar: ICAL.Component
  readonly events: readonly ICAL.Component[]
}

function groupsOf(calendar: ICAL.Component): Group[] {
  const byUid = Map.groupBy(calendar.getAllSubcomponents('vevent'), (event) =>
    String(event.getFirstPropertyValue('uid') ?? '').slice(0, 1_000),
  )
  return [...byUid].map(([uid, events]) => ({ uid, calendar, events }))
}

function readGroup(group: Group, options: ReadingOptions): Reading {
  const { uid, events } = group
  const main = events.find((event) => !event.hasProperty('recurrence-id')) ?? events[0]
  try {
    if (!main) throw new Malformed('no event')
    const busy = events.flatMap((event) => busyOf(group, event, options))
    return {
      ...{ kind: 'read', uid, busy, contentHash: hashOf(events), first: firstTime(group, main, options) },
      summary: options.keepsSummaries ? summaryOf(main) : null,
    }
  } catch (error) {
    if (error instanceof UnknownZone) return { kind: 'refused', uid, why: 'unknownZone' }
    if (error instanceof TooMany) return { kind: 'refused', uid, why: 'tooMany' }
    return { kind: 'refused', uid, why: 'malformed' }
  }
}

function busyOf({ calendar, events }: Group, event: ICAL.Component, options: ReadingOptions): Occurrence[] {
  if (!takesTime(event)) return []
  const { timeZone: herZone, window } = options
  const others = event.hasProperty('recurrence-id') ? [] : events
  const replaced = new Set(
    others
      .flatMap((other) => writtenTimes(other, 'recurrence-id', calendar, herZone))
      .map(({ at }) => at.getTime()),
  )
  return occurrencesOf({ calendar, event, herZone, window, replaced })
}

const textOf = (event: ICAL.Component, name: string) =>
  String(event.getFirstPropertyValue(name) ?? '').toUpperCase()

/** Outlook's own word counts beside TRANSP: it writes events of whole days as free that way. */
const takesTime = (event: ICAL.Component): boolean =>
  textOf(event, 'status') !== 'CANCELLED' &&
  textOf(event, 'transp') !== 'TRANSPARENT' &&
  textOf(event, 'x-microsoft-cdo-busystatus') !== 'FREE'

function firstTime({ calendar }: Group, main: ICAL.Component, { timeZone }: ReadingOptions): FirstTime {
  const { start, length } = eventTimes(main, calendar, timeZone)
  const ms = 'ms' in length ? length.ms : length.days * 86_400_000
  const status = textOf(main, 'status').toLowerCase()
  const [modified] = writtenTimes(main, 'last-modified', calendar, timeZone)
  return {
    startsAt: start.at,
    endsAt: new Date(start.at.getTime() + ms),
    status: status === 'cancelled' || status === 'tentative' ? status : 'confirmed',
    lastModified: modified?.at ?? null,
  }
}

const summaryOf = (main: ICAL.Component): string | null =>
  singleLine(String(main.getFirstPropertyValue('summary') ?? '').slice(0, 2_000), 200) || null

const whatMatters = [
  ...['dtstart', 'dtend', 'duration', 'rrule', 'rdate', 'exdate', 'recurrence-id'],
  ...['status', 'transp', 'x-microsoft-cdo-busystatus', 'summary'],
]

function hashOf(events: readonly ICAL.Component[]): string {
  const said = events.map((event) =>
    whatMatters.map((name) => event.getAllProperties(name).map((property) => property.toICALString())),
  )
  return hash('sha256', JSON.stringify(said))
}
