import ICAL from 'ical.js'
import { instantIn, type Zone, zoneOf } from './zones.ts'

/** A time as it was written, with the clock it was written by. */
export type WrittenTime = { readonly wall: ICAL.Time; readonly zone: Zone; readonly at: Date }

export type EventTimes = {
  readonly start: WrittenTime
  /** Of an event of whole days, how many; else how long it lasts. */
  readonly length: { readonly days: number } | { readonly ms: number }
}

export class Malformed extends Error {}

/** `herZone`: that of whole days and of times without a zone. */
export function eventTimes(event: ICAL.Component, calendar: ICAL.Component, herZone: string): EventTimes {
  const start = writtenTimes(event, 'dtstart', calendar, herZone)[0]
  if (!start) throw new Malformed('no start')
  const end = writtenTimes(event, 'dtend', calendar, herZone)[0]
  const duration = event.getFirstPropertyValue('duration')
  const seconds = duration instanceof ICAL.Duration ? duration.toSeconds() : null
  if (start.wall.isDate) return { start, length: { days: wholeDays(start, end, seconds) } }
  const ms = end ? end.at.getTime() - start.at.getTime() : (seconds ?? 0) * 1000
  if (ms < 0) throw new Malformed('ends before it starts')
  return { start, length: { ms } }
}

function wholeDays(start: WrittenTime, end: WrittenTime | undefined, seconds: number | null): number {
  const days = end
    ? Math.round((utcDay(end.wall) - utcDay(start.wall)) / 86_400_000)
    : Math.round((seconds ?? 86_400) / 86_400)
  if (days < 0) throw new Malformed('ends before it starts')
  return Math.max(1, days)
}

const utcDay = ({ year, month, day }: ICAL.Time) => Date.UTC(year, month - 1, day)

/** All times of a property such as EXDATE, which may stand there several times with several values each. */
export function writtenTimes(
  event: ICAL.Component,
  name: string,
  calendar: ICAL.Component,
  herZone: string,
): WrittenTime[] {
  return event.getAllProperties(name).flatMap((property) => {
    const tzid = property.getParameter('tzid')
    return property.getValues().map((value) => {
      const wall = value instanceof ICAL.Period ? value.start : value
      if (!(wall instanceof ICAL.Time)) throw new Malformed(`no time in ${name}`)
      const zone = zoneFor(wall, typeof tzid === 'string' ? tzid : null, calendar, herZone)
      return { wall, zone, at: checked(instantIn(zone, wall)) }
    })
  })
}

function zoneFor(wall: ICAL.Time, tzid: string | null, calendar: ICAL.Component, herZone: string): Zone {
  if (wall.zone === ICAL.Timezone.utcTimezone) return { kind: 'iana', name: 'Etc/UTC' }
  return tzid === null || wall.isDate ? { kind: 'iana', name: herZone } : zoneOf(tzid, calendar)
}

export function checked(at: Date): Date {
  if (Number.isNaN(at.getTime())) throw new Malformed('no such time')
  return at
}
