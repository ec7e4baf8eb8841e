import ICAL from 'ical.js'
import { instantOf } from '../../../rules/instant-of.ts'
import { windowsZones } from './windows-zones-table.ts'

/** By what clock a time was written down: an IANA zone, or one that the file itself describes. */
export type Zone =
  | { readonly kind: 'iana'; readonly name: string }
  | { readonly kind: 'described'; readonly zone: ICAL.Timezone }

/** A zone that is neither known nor described in the file: a guess could be hours wrong. */
export class UnknownZone extends Error {}

/** The zone of a TZID. Names such as `/mozilla.org/20071231_1/Europe/Paris` end in the one that counts. */
export function zoneOf(tzid: string, calendar: ICAL.Component): Zone {
  const name = ianaName(tzid)
  if (name) return { kind: 'iana', name }
  const described = calendar
    .getAllSubcomponents('vtimezone')
    .find((one) => one.getFirstPropertyValue('tzid') === tzid)
  if (!described) throw new UnknownZone()
  const location = ianaName(String(described.getFirstPropertyValue('x-lic-location') ?? ''))
  if (location) return { kind: 'iana', name: location }
  return { kind: 'described', zone: new ICAL.Timezone({ component: described, tzid }) }
}

const ianaNames = new Map<string, string | null>()
const namesAtMost = 1_000

function ianaName(tzid: string): string | null {
  const known = ianaNames.get(tzid)
  if (known !== undefined) return known
  const parts = tzid.split('/').filter(Boolean)
  const candidates = [windowsZones[tzid], tzid, parts.slice(-3).join('/'), parts.slice(-2).join('/')]
  const found = candidates.find((name) => name !== undefined && isIana(name)) ?? null
  if (ianaNames.size >= namesAtMost) ianaNames.clear()
  ianaNames.set(tzid, found)
  return found
}

function isIana(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The instant of a time on the wall, by the clock of `zone`; what the clocks leap over counts as much later. */
export function instantIn(zone: Zone, wall: ICAL.Time): Date {
  if (zone.kind === 'described') return describedInstant(zone.zone, wall)
  const seconds = wall.isDate ? 0 : wall.second
  const at = instantOf(dateOf(wall), wall.isDate ? '00:00' : clockOf(wall), zone.name)
  return new Date(at.getTime() + seconds * 1000)
}

function describedInstant(zone: ICAL.Timezone, wall: ICAL.Time): Date {
  const wallMs = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second)
  return new Date(wallMs - zone.utcOffset(wall) * 1000)
}

const two = (value: number) => String(value).padStart(2, '0')
const dateOf = ({ year, month, day }: ICAL.Time) =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
const clockOf = ({ hour, minute }: ICAL.Time) => `${two(hour)}:${two(minute)}`
