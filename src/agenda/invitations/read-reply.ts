import ICAL from 'ical.js'
import { singleLine } from '../../plain-text.ts'

/** What a calendar program sent about an invitation of ours (RFC 5546 §3.2.3, §3.2.6 and §3.2.7). */
export type CalendarReply =
  | (About & {
      readonly kind: 'reply'
      readonly said: 'accepted' | 'declined' | 'tentative'
      /** When she pressed it, by her program's clock. */
      readonly stampedAt: Date | null
    })
  /** She proposes another time. */
  | (About & { readonly kind: 'counter'; readonly startsAt: WrittenTime | null })
  | (About & { readonly kind: 'refresh' })

type About = {
  readonly uid: string
  readonly sequence: number
  /** In small letters; null where the program named nobody. */
  readonly attendee: string | null
  readonly comment: string | null
}

/** As it was written: of the zone nothing is believed but UTC and IANA names. */
export type WrittenTime = { readonly local: string; readonly zone: 'UTC' | (string & {}) | null }

/** They have some thousands; to read a million takes a second in which nobody else is served. */
const longest = 200_000
const mostComponents = 2_000

/** Null for what is no such answer: whatever is not about exactly one invitation and one person is left to people. */
export function readReply(text: string): CalendarReply | null {
  const calendar = parse(text)
  const events = calendar?.getAllSubcomponents('vevent') ?? []
  const [event] = events
  if (!calendar || !event || events.length > 1 || event.hasProperty('recurrence-id')) return null
  const attendees = event.getAllProperties('attendee')
  const uid = event.getFirstPropertyValue('uid')
  if (attendees.length > 1 || typeof uid !== 'string' || uid === '') return null
  const about = {
    uid,
    sequence: Number(event.getFirstPropertyValue('sequence') ?? 0) || 0,
    attendee: attendees[0] ? addressOf(attendees[0]) : null,
    comment: commentOf(event, attendees[0]),
  }
  switch (String(calendar.getFirstPropertyValue('method')).toUpperCase()) {
    case 'REPLY': {
      const said = saidIn(attendees[0])
      return said && { kind: 'reply', ...about, said, stampedAt: stampOf(event) }
    }
    case 'COUNTER':
      return { kind: 'counter', ...about, startsAt: timeIn(event, 'dtstart') }
    case 'REFRESH':
      return { kind: 'refresh', ...about }
    default:
      return null
  }
}

/** Alarms, attachments and zones are read past; nothing is fetched. */
function parse(text: string): ICAL.Component | null {
  if (text.length > longest || (text.match(/^BEGIN:/gim)?.length ?? 0) > mostComponents) return null
  try {
    const calendar = ICAL.Component.fromString(text)
    return calendar.name === 'vcalendar' ? calendar : null
  } catch {
    return null
  }
}

/** `mailto:` in whatever case; Apple's servers write a path there and the address beside it. */
function addressOf(attendee: ICAL.Property): string | null {
  const [, address] = /^mailto:(\S+)$/i.exec(String(attendee.getFirstValue())) ?? []
  const beside = attendee.getFirstParameter('email')
  return (address ?? beside)?.toLowerCase() || null
}

/** RFC 5545 has COMMENT; Google and Microsoft write a parameter. */
function commentOf(event: ICAL.Component, attendee: ICAL.Property | undefined): string | null {
  const written = event.getFirstPropertyValue('comment') ?? attendee?.getFirstParameter('x-response-comment')
  return singleLine(String(written ?? ''), 500) || null
}

const partStats = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' } as const

function saidIn(attendee: ICAL.Property | undefined): 'accepted' | 'declined' | 'tentative' | null {
  const said = attendee?.getFirstParameter('partstat')?.toUpperCase()
  return said === 'ACCEPTED' || said === 'DECLINED' || said === 'TENTATIVE' ? partStats[said] : null
}

function stampOf(event: ICAL.Component): Date | null {
  const stamp = timeIn(event, 'dtstamp')
  if (stamp?.zone !== 'UTC') return null
  const at = new Date(`${stamp.local}Z`)
  return Number.isNaN(at.getTime()) ? null : at
}

function timeIn(event: ICAL.Component, name: string): WrittenTime | null {
  const [, , type, written] = event.getFirstProperty(name)?.toJSON() ?? []
  if (type !== 'date-time' || typeof written !== 'string') return null
  const zone = event.getFirstProperty(name)?.getFirstParameter('tzid') ?? null
  return written.endsWith('Z') ? { local: written.slice(0, -1), zone: 'UTC' } : { local: written, zone }
}
