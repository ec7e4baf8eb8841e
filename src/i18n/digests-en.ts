import type { digestsFr } from './digests-fr.ts'
import type { Translation } from './text.ts'

const plural = (count: number, one: string, other: string) => `${count} ${count === 1 ? one : other}`

export const digestsEn: Pick<Translation, keyof typeof digestsFr> = {
  'sms.digest': (v) => `${v.client}, digest of ${v.time}`,
  'sms.digestLine': (v) => `${v.number === null ? '-' : `${v.number}.`} ${v.what}, ${v.time}`,
  'sms.digest.question': (v) =>
    `${v.number === null ? '-' : `${v.number}.`} Appointment to confirm, ${v.when}${v.who}`,
  'sms.digest.tomorrow': (v) => `${v.number === null ? '-' : `${v.number}.`} Appointment ${v.when}${v.who}`,
  'sms.questionHint': (v) => `Reply ${v.number} yes or ${v.number} no`,
  'sms.digestUrgent': (v) => `URGENT ${v.what}`,
  'sms.digestCallback': (v) => `call back: ${v.what}`,
  'sms.digestWanted': (v) => `wants a call: ${v.what}`,
  'sms.digestMessage': 'Message',
  'sms.digestMore': (v) => `+ ${plural(v.count, 'other', 'others')} behind the link`,
  'sms.digestDiscarded': (v) => `${v.count} filtered`,
  'sms.digestForwarded': (v) => `${v.count} put through`,
  'sms.digestInYourName': (v) => `${plural(v.count, 'act', 'acts')} in your name`,
  'sms.digestNothing': 'nothing new',

  'digest.subject': (v) => `${v.client}: ${v.what}`,
  'digest.open': (v) => `${plural(v.count, 'message', 'messages')} to see`,
  'digest.nothing': 'nothing new',
  'digest.title': (v) => `Digest ${v.when}`,
  'digest.questions': (v) => `${v.count} ${v.count === 1 ? 'appointment' : 'appointments'} to confirm`,
  'digest.onlyTomorrow': "tomorrow's appointments",
  'digest.question': 'To confirm',
  'digest.tomorrow': 'Tomorrow',
  'digest.appointment': 'Appointment',
  'digest.howToQuestion': (v) =>
    `For an appointment: "${v.number} yes", "${v.number} no", "${v.number} thursday 3pm" (another time).`,
  'digest.urgent': 'Urgent',
  'digest.message': 'Messages',
  'digest.callbackWanted': 'Callbacks wanted',
  'digest.callback': 'You call back',
  'digest.missedCall': 'Missed calls',
  'digest.line': (v) => `${v.what} from ${v.name}`,
  'digest.lineNumber': (v) => `${v.what} from ${v.number}`,
  'digest.lineWithheld': (v) => `${v.what}, number withheld`,
  'digest.discarded': (v) => `${plural(v.count, 'call or text', 'calls and texts')} filtered: see`,
  'digest.forwarded': (v) => `${plural(v.count, 'call was', 'calls were')} put through to you`,
  'digest.inYourName': (v) => `${plural(v.count, 'act', 'acts')} of your secretaries in your name: see`,
  'digest.answerBy.both': 'by text or by replying to this e-mail',
  'digest.answerBy.sms': 'by text',
  'digest.answerBy.email': 'by replying to this e-mail',
  'digest.howTo': (v) =>
    `Answer in a word, ${v.by}: "${v.number} ok" (seen), "${v.number} call" (your secretary calls back), ` +
    `"${v.number} I call" (you call back), "undo" (takes back your last answer).`,
  'digest.howToLink': 'Answer line by line on the page of this digest.',
  'digest.openPage': 'Open and answer',
  'digest.settings': 'Your settings',
  'digest.availability': 'Your availability',
  'digest.why': 'You receive this digest at the times you chose. Your settings change them.',
}
