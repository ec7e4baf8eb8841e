import type { Appointment } from '../appointment.ts'
import type { AppointmentNoticeKind } from './tables.ts'

/** One appointment as a text or a mail tells of it. */
export type ToldAppointment = Pick<
  Appointment,
  'startsAt' | 'state' | 'title' | 'venue' | 'venueDetail' | 'callerName' | 'callerNumber' | 'endReason'
> & {
  /** Where the reader counted on another time. */
  readonly formerStartsAt: Date | null
}

export type ExecutiveKind = 'question' | 'news'
export type CallerKind = Exclude<AppointmentNoticeKind, ExecutiveKind | 'invitation' | 'invitationCancelled'>
