import { alertsEn } from './alerts-en.ts'
import { answersEn } from './answers-en.ts'
import { appointmentsEn } from './appointments-en.ts'
import { callbacksEn } from './callbacks-en.ts'
import { consoleEn } from './console/console-en.ts'
import { deliveriesEn } from './deliveries-en.ts'
import { digestsEn } from './digests-en.ts'
import { herAgendaEn } from './her-agenda-en.ts'
import { invitationsEn } from './invitations-en.ts'
import { noticesEn } from './notices-en.ts'
import { pagesEn } from './pages-en.ts'
import { reachEn } from './reach-en.ts'
import { rulesEn } from './rules-en.ts'
import { takenEn } from './taken-en.ts'
import type { Translation } from './text.ts'

const plurals = new Intl.PluralRules('en')

export const en: Translation = {
  'voice.name': (v) => spoken(v.name),
  'voice.greeting': (v) =>
    `${spoken(v.client)}, good day. We cannot take your call. ` +
    'Please leave a message after the tone, with your details and the purpose of your call.',
  'voice.greetingHealth': (v) =>
    `${spoken(v.client)}, good day. In an emergency, hang up and dial 15. ` +
    'We cannot take your call. Please leave your name and your number after the tone.',
  'voice.absent': (v) => `${spoken(v.name)} is ${v.phrase}.`,
  'voice.emergency': 'In an emergency, hang up and dial 15.',
  'voice.wait': 'Please hold while we try to reach the person you are calling.',
  'voice.queue': (v) => `${spoken(v.client)}, good day. Please hold, we will be with you in a moment.`,
  'voice.queueHealth': (v) =>
    `${spoken(v.client)}, good day. In an emergency, hang up and dial 15. Otherwise, please hold.`,
  'voice.mayBeHeard':
    'A supervisor may listen to this call, to serve you better; tell us if you would rather not.',
  'voice.queueKeys': 'Press 1 to leave a message, 2 to be called back.',
  'voice.queueKey': 'Press 1 to leave a message.',
  'voice.queueStill': 'Thank you for holding, we will answer as soon as we can.',
  'voice.ringWhisper': (v) => `Call for ${spoken(v.client)}. Press 1 to answer.`,
  'voice.ringTaken': 'This call has been taken already. Thank you.',
  'voice.queueBack': 'One moment, we will be right back with you.',
  'voice.recording.training': ({ days }) =>
    `This call may be recorded to train our team; the recording is erased after ${days === 1 ? 'one day' : `${days} days`}.`,
  'voice.recording.quality': ({ days }) =>
    `This call may be recorded to improve our service; the recording is erased after ${days === 1 ? 'one day' : `${days} days`}.`,
  'voice.recordingKey': 'If you do not wish to be recorded, press 3.',
  'voice.recordingRefused': 'Noted, you will not be recorded.',
  'voice.brokeOff': 'The line broke off on our side, please excuse us. Goodbye.',
  'voice.callbackPromised': 'Noted, we will call you back as soon as we can. Goodbye.',
  'voice.thanks': 'Thank you, your message has been recorded. Goodbye.',
  'voice.discarded': 'The person you are calling does not accept this call. Goodbye.',
  'voice.degraded':
    'Hello. We are sorry: a technical problem keeps us from taking your call. ' +
    'Please leave your name and your number after the tone, and we will call you back.',
  'voice.apology':
    'Hello. A technical fault keeps us from taking your call, please excuse us. Please ring again in a few moments. Goodbye.',
  'voice.unknownLine':
    'Hello. The number you have dialled is no longer in service. Please check it. Goodbye.',
  'voice.whisperName': (v) =>
    `Call for ${spoken(v.client)}, from ${spoken(v.caller)}. To take the call, press 1.`,
  'voice.whisperNumber': (v) => `Call for ${spoken(v.client)}, from ${v.number}. Press 1.`,
  'voice.whisperWithheld': (v) => `Call for ${spoken(v.client)}, number withheld. To take the call, press 1.`,

  'sms.urgent': (v) => `URGENT - ${v.text}`,
  'sms.link': 'You have a message',
  'sms.voicemail': 'Voicemail',
  'sms.missedCall': 'Missed call',
  'sms.text': 'Text',
  'sms.taken': 'Message',
  'sms.mattered': 'Filtered call or text',
  'sms.fromName': (v) => `${v.what} from ${v.name}`,
  'sms.fromNumber': (v) => `${v.what} from ${v.number}`,
  'sms.fromWithheld': (v) => `${v.what}, number withheld`,
  'sms.yesterday': (v) => `yesterday ${v.time}`,

  'mail.echo': 'Your answer',
  'mail.link': 'You have a message',
  'mail.subject': (v) => `${v.client}: ${v.what}`,
  'mail.subjectUrgent': (v) => `[URGENT] ${v.subject}`,
  'mail.voicemail': 'voicemail',
  'mail.missedCall': 'missed call',
  'mail.text': 'text',
  'mail.taken': 'message',
  'mail.mattered': 'filtered call or text',
  'mail.fromName': (v) => `${v.what} from ${v.name}`,
  'mail.fromNumber': (v) => `${v.what} from ${v.number}`,
  'mail.fromWithheld': (v) => `${v.what}, number withheld`,
  'mail.caller': 'Caller',
  'mail.number': 'Number',
  'mail.withheld': 'number withheld',
  'mail.received': 'Arrived',
  'mail.duration': 'Length',
  'mail.seconds': (v) => `${v.count} ${plurals.select(v.count) === 'one' ? 'second' : 'seconds'}`,
  'mail.row': (v) => `${v.label}: ${v.value}`,
  'mail.callerLink':
    'This message contains a link sent by the caller. It has been disabled: open it only if you expected it.',
  'mail.listen': 'Listen to the message',
  'mail.open': 'Open the message',

  'when.at': (v) => `${v.day} at ${v.time}`,
  'when.today': 'today',
  'when.yesterday': 'yesterday',
  'when.tomorrow': 'tomorrow',
  'mark.colon': ': ',
  'sms.when.at': (v) => `${v.day} at ${v.time}`,
  'sms.when.and': ' and ',
  'when.date': (v) => `on ${v.date}`,

  'number.emergency': 'this is an emergency number',
  'number.short': 'this is a short number',
  'number.invalid': 'this is not an assigned telephone number',
  'number.premium': 'this is a premium-rate number',
  'number.sharedCost': 'this is a shared-cost number',
  'number.personal': 'this is a personal number of unknown cost',
  'number.satellite': 'this is a satellite number',
  'number.country': 'this country is not among those the client allows',

  ...alertsEn,
  ...reachEn,
  ...rulesEn,
  ...deliveriesEn,
  ...appointmentsEn,
  ...answersEn,
  ...digestsEn,
  ...consoleEn,
  ...herAgendaEn,
  ...invitationsEn,
  ...callbacksEn,
  ...noticesEn,
  ...takenEn,
  ...pagesEn,
}

function spoken(name: string): string {
  return name.replace(/\s*&\s*/g, ' and ')
}
