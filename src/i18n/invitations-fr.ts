/** Appointments as they stand in her own calendar, and the mails that bring them there. */
export const invitationsFr = {
  'invitation.appointment': 'Rendez-vous',
  'invitation.venue.atCaller': "Chez l'appelant",
  'invitation.venue.telephone': 'Par téléphone',
  'invitation.venue.video': 'En visioconférence',
  'invitation.proposed': (v: { what: string; when: string }) => `À confirmer : ${v.what}, ${v.when}`,
  'invitation.confirmed': (v: { what: string; when: string }) => `${v.what}, ${v.when}`,
  'invitation.cancelled': (v: { what: string; when: string }) => `Annulé : ${v.what}, ${v.when}`,
  'invitation.where': 'Lieu',
  'invitation.ask': 'Acceptez ou refusez cette invitation dans votre agenda.',
  'invitation.mayChange': 'Vous pouvez refuser ce rendez-vous à tout moment dans votre agenda.',
  'invitation.gone': 'Il disparaît de votre agenda.',
  'feed.name': (v: { client: string }) => `Rendez-vous – ${v.client}`,
}
