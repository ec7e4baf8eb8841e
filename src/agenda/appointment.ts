import type { Doing } from './doing.ts'
import type { appointments, appointmentTypes } from './tables.ts'

export type Appointment = typeof appointments.$inferSelect
export type AppointmentType = typeof appointmentTypes.$inferSelect
export type AppointmentKey = { readonly clientId: number; readonly appointmentId: string }

/** What an act keeps of an appointment, before and after. */
export function snapshotOf(appointment: Appointment, via?: Doing['via']) {
  const { state, startsAt, endsAt, venue, venueDetail, endReason, version } = appointment
  return { state, startsAt, endsAt, venue, venueDetail, endReason, version, ...(via && { via }) }
}
