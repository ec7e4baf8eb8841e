import ICAL from 'ical.js'
import ical from 'ical-generator'
import type { Appointment } from '../appointment.ts'
import { ended, eventOf, productId } from '../invitations/write-invitation.ts'
import type { Owner } from './find-owner.ts'

/** An appointment as it is put into her calendar, with as much of it as she lets leave the house. */
export function newItemText(appointment: Appointment, owner: Owner, now: Date): string {
  const { executive, health } = owner
  const { language, choices } = executive
  const showing = { language, health, carries: choices.carries, link: null }
  const calendar = ical({ prodId: productId })
  calendar.createEvent({ ...eventOf({ ...appointment, ...showing }), stamp: now, lastModified: now })
  return ended(calendar.toString())
}

/** The item as it lies there with our time and state: her alarms, notes and colours stay. Null where ours is not in it. */
export function amendedText(text: string, appointment: Appointment, now: Date): string | null {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const event = calendar
    .getAllSubcomponents('vevent')
    .find((one) => one.getFirstPropertyValue('uid') === appointment.uid && !one.hasProperty('recurrence-id'))
  if (!event) return null
  for (const name of ['dtstart', 'dtend', 'duration']) event.removeAllProperties(name)
  event.addPropertyWithValue('dtstart', ICAL.Time.fromJSDate(appointment.startsAt, true))
  event.addPropertyWithValue('dtend', ICAL.Time.fromJSDate(appointment.endsAt, true))
  event.updatePropertyWithValue('sequence', appointment.sequence)
  event.updatePropertyWithValue('status', appointment.state === 'proposed' ? 'TENTATIVE' : 'CONFIRMED')
  for (const name of ['dtstamp', 'last-modified'])
    event.updatePropertyWithValue(name, ICAL.Time.fromJSDate(now, true))
  return ended(calendar.toString())
}
