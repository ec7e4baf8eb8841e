import type { Appointment } from '../appointment.ts'
import type { AppointmentNoticeKind } from './tables.ts'

/** An appointment as somebody was told of it. */
export type Told = Pick<Appointment, 'state' | 'venue' | 'venueDetail'> & {
  /** ISO 8601. */
  readonly startsAt: string
}

export const toldOf = ({ state, startsAt, venue, venueDetail }: Appointment): Told => ({
  ...{ state, venue, venueDetail, startsAt: startsAt.toISOString() },
})

export const isInvitation = ({ kind }: { readonly kind: AppointmentNoticeKind }): boolean =>
  kind === 'invitation' || kind === 'invitationCancelled'
