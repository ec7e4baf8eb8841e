import ical, { ICalCalendarMethod } from 'ical-generator'
import { singleLine } from '../../plain-text.ts'
import type { Appointment } from '../appointment.ts'
import type { Showing } from '../invitations/shown-in-calendar.ts'
import { ended, eventOf, productId } from '../invitations/write-invitation.ts'

export type Feed = Showing & {
  readonly name: string
  /** RFC 5546 wants one even where nobody is asked: the address that our mails come from. */
  readonly organizer: { readonly name: string; readonly address: string }
  readonly appointments: readonly Appointment[]
  /** Where each is answered, by its id. */
  readonly links: ReadonlyMap<string, string>
}

/** How often calendar programs are asked to come back, in seconds. Google takes its own time, up to a day. */
const refreshSeconds = 900

/**
 * Her appointments to subscribe to (RFC 5546 §3.2.1, RFC 7986 §5.7). DTSTAMP is when each was last changed, so that the
 * same appointments are the same text and nobody fetches them twice.
 */
export function writeFeed({ name, organizer, appointments, links, ...showing }: Feed): string {
  const calendar = ical({
    ...{ method: ICalCalendarMethod.PUBLISH, prodId: productId, ttl: refreshSeconds },
    name: singleLine(name, 200),
  })
  for (const appointment of appointments) {
    const event = calendar.createEvent({
      ...eventOf({ ...appointment, ...showing, link: links.get(appointment.id) ?? null }),
      stamp: appointment.changedAt,
    })
    event.organizer({ name: singleLine(organizer.name, 120) || organizer.address, email: organizer.address })
  }
  return ended(calendar.toString())
}
