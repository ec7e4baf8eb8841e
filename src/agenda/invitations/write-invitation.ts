import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator'
import type { EmailAddress } from '../../email-address.ts'
import { singleLine } from '../../plain-text.ts'
import type { AppointmentState } from '../states.ts'
import { type Entry, type Showing, shownInCalendar } from './shown-in-calendar.ts'

export type Invitation = Event & {
  readonly method: 'REQUEST' | 'CANCEL'
  /** Answers go back to it, so it is an address that we read; the same for life. */
  readonly organizer: { readonly name: string; readonly address: string }
  readonly attendee: { readonly name: string; readonly address: EmailAddress }
  /** Whether answers by mail reach us. */
  readonly answerable: boolean
  /** When it is sent. */
  readonly now: Date
}

/**
 * An appointment as a calendar program takes it in or takes it out (RFC 5545, 5546 §3.2.2 and §3.2.5). Times are in
 * UTC: zone names are understood differently from program to program.
 */
export function writeInvitation(invitation: Invitation): string {
  const calendar = ical({ method: ICalCalendarMethod[invitation.method], prodId: productId })
  const event = calendar.createEvent({ ...eventOf(invitation), stamp: invitation.now })
  event.organizer({ name: nameOf(invitation.organizer), email: invitation.organizer.address })
  event.createAttendee({
    name: nameOf(invitation.attendee),
    email: invitation.attendee.address,
    role: ICalAttendeeRole.REQ,
    ...(invitation.method === 'REQUEST' && {
      status: partStatOf(invitation.state),
      rsvp: invitation.answerable,
    }),
  })
  return ended(calendar.toString())
}

export const productId = { company: 'Permanence', product: 'Agenda', language: 'FR' } as const

/** The library ends no last line, as RFC 5545 §3.1 wants it. */
export const ended = (written: string): string => `${written}\r\n`

type Event = Entry &
  Showing & {
    readonly uid: string
    readonly sequence: number
    readonly state: AppointmentState
    readonly startsAt: Date
    readonly endsAt: Date
    /** Where she answers and reads the rest; null where no page is linked to. */
    readonly link: string | null
  }

/** What invitations and the feed have in common. */
export function eventOf(event: Event): ICalEventData {
  const { uid, sequence, state, startsAt, endsAt, link } = event
  const { summary, facts, location } = shownInCalendar(event, event)
  const description = [...facts, link].filter((line) => line !== null).join('\n')
  return {
    ...{ id: uid, sequence, start: startsAt, end: endsAt, summary, status: statusOf(state) },
    ...(description !== '' && { description }),
    ...(location && { location }),
  }
}

function statusOf(state: AppointmentState): ICalEventStatus {
  switch (state) {
    case 'reserved':
    case 'proposed':
      return ICalEventStatus.TENTATIVE
    case 'confirmed':
    case 'held':
    case 'missed':
      return ICalEventStatus.CONFIRMED
    case 'declined':
    case 'cancelled':
      return ICalEventStatus.CANCELLED
    default:
      return state satisfies never
  }
}

/** What she said so far: nothing while it waits for her. */
const partStatOf = (state: AppointmentState): ICalAttendeeStatus =>
  state === 'proposed' ? ICalAttendeeStatus.NEEDSACTION : ICalAttendeeStatus.ACCEPTED

const nameOf = ({ name, address }: { name: string; address: string }): string =>
  singleLine(name, 120) || address
