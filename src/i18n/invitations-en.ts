import type { invitationsFr } from './invitations-fr.ts'
import type { Translation } from './text.ts'

export const invitationsEn: Pick<Translation, keyof typeof invitationsFr> = {
  'invitation.appointment': 'Appointment',
  'invitation.venue.atCaller': 'At the caller’s',
  'invitation.venue.telephone': 'By telephone',
  'invitation.venue.video': 'By video',
  'invitation.proposed': (v) => `To be confirmed: ${v.what}, ${v.when}`,
  'invitation.confirmed': (v) => `${v.what}, ${v.when}`,
  'invitation.cancelled': (v) => `Cancelled: ${v.what}, ${v.when}`,
  'invitation.where': 'Where',
  'invitation.ask': 'Accept or decline this invitation in your calendar.',
  'invitation.mayChange': 'You may decline this appointment in your calendar at any time.',
  'invitation.gone': 'It disappears from your calendar.',
  'feed.name': (v) => `Appointments – ${v.client}`,
}
