import type { TextKey, Translation } from './text.ts'

type DeliveryKey = Extract<TextKey, 'mail.sender' | `${'failure' | 'link'}.${string}`>

export const deliveriesEn: Pick<Translation, DeliveryKey> = {
  'mail.sender': 'Your secretariat',

  'failure.invalidNumber': 'this number does not exist',
  'failure.notMobile': 'this number takes no texts: it is a landline',
  'failure.notReachable': 'the carrier cannot reach this number',
  'failure.notAllowed': 'this number is not allowed for this client',
  'failure.optedOut': 'the recipient asked for no more texts (STOP)',
  'failure.countryOff': "texts to this country are switched off in the agency's account with the carrier",
  'failure.senderRefused': 'the sending number is not accepted for this recipient',
  'failure.accountRefused': "the carrier refuses the agency's credentials",
  'failure.accountSuspended': "the agency's account with the carrier is suspended",
  'failure.exchangeBusy': 'the carrier is overloaded',
  'failure.exchangeAway': 'the carrier cannot be reached',
  'failure.handsetOff': 'the telephone is off or out of coverage',
  'failure.blocked': 'the recipient or her carrier blocks our texts',
  'failure.unknownHandset': 'this number is no longer assigned',
  'failure.filtered': 'the text was taken for spam',
  'failure.carrierFault': "passing fault at the recipient's carrier",
  'failure.contentRefused': 'the wording was refused',
  'failure.canceled': 'the sending was cancelled',
  'failure.noAnswer': 'nobody picked up',
  'failure.busy': 'the line was busy, or the call was refused',
  'failure.noAddress': "the recipient's address or number is missing",
  'failure.left': 'the recipient is no longer with the business',
  'failure.superseded': 'replaced by a newer version of the message',
  'failure.withdrawn': 'withdrawn before it was sent',
  'failure.resting': 'the service of this client is suspended or ended: its callers are told nothing more',
  'failure.mailRefused': "the recipient's server refused the e-mail",
  'failure.mailServerAway': 'the mail server is away or refused the connection',
  'failure.workerDied': 'sending it stopped the program five times: it is set aside',
  'failure.maybeSent': 'the sending was interrupted: it is not known yet whether it went out',
  'failure.givenUp': 'a supervisor gave it up',
  'failure.unknown': 'the carrier refused it for no known reason',

  'link.title': 'You have a message',
  'link.for': (v) => `For ${v.name}`,
  'link.urgent': 'Urgent',
  'link.corrected': 'Correction: this message replaces the one you had.',
  'link.listen': 'Listen to the voicemail',
  'link.arriving': 'The recording is on its way. Reload this page in a moment.',
  'link.reload': 'Reload the page',
  'link.lost': 'The recording could not be fetched.',
  'link.save': 'Save the audio',
  'link.text': 'Text of the message',
  'link.closed': 'This link is no longer valid',
  'link.closedWhy':
    'It has expired, was replaced, or its address is incomplete. ' +
    'Make sure you opened the whole link, or ask your secretariat to send the message again.',
}
