import type { alertsFr } from './alerts-fr.ts'
import type { Translation } from './text.ts'

const spoken = (name: string): string => name.replace(/\s*&\s*/g, ' and ')

export const alertsEn: Pick<Translation, keyof typeof alertsFr> = {
  'voice.alert': 'You have an urgent message.',
  'voice.alertClient': (v) => `Urgent message for ${spoken(v.client)}.`,
  'voice.alertFor': (v) => `Urgent message for ${spoken(v.name)}, ${spoken(v.client)}.`,
  'voice.voicemail': 'Voicemail',
  'voice.missedCall': 'Call',
  'voice.text': 'Text',
  'voice.taken': 'Message',
  'voice.mattered': 'Filtered call or text',
  'voice.fromName': (v) => `${v.what} from ${spoken(v.name)}`,
  'voice.fromNumber': (v) => `${v.what} from ${v.number}`,
  'voice.fromWithheld': (v) => `${v.what}, number withheld`,
  'voice.alertKey': 'To confirm that you have it, press 1.',
  'voice.alertThanks': 'Thank you, noted. Goodbye.',
  'voice.alertOpen': 'This message is not confirmed. Goodbye.',
}
