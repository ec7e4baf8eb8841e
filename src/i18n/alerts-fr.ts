import { elided, spokenName } from './french.ts'

/** What an executive who did not acknowledge an urgent message hears when she is rung. */
export const alertsFr = {
  'voice.alert': 'Vous avez un message urgent.',
  'voice.alertClient': (v: { client: string }) => `Message urgent pour ${spokenName(v.client)}.`,
  'voice.alertFor': (v: { name: string; client: string }) =>
    `Message urgent pour ${spokenName(v.name)}, ${spokenName(v.client)}.`,
  'voice.voicemail': 'Message vocal',
  'voice.missedCall': 'Appel',
  'voice.text': 'SMS',
  'voice.taken': 'Message',
  'voice.mattered': 'Appel ou SMS filtré',
  'voice.fromName': (v: { what: string; name: string }) => `${v.what} ${elided('de', spokenName(v.name))}`,
  'voice.fromNumber': (v: { what: string; number: string }) => `${v.what} du ${v.number}`,
  'voice.fromWithheld': (v: { what: string }) => `${v.what}, numéro masqué`,
  'voice.alertKey': "Pour confirmer que vous l'avez, tapez 1.",
  'voice.alertThanks': "Merci, c'est noté. Au revoir.",
  'voice.alertOpen': "Ce message n'est pas confirmé. Au revoir.",
}
