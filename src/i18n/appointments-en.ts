import type { appointmentsFr } from './appointments-fr.ts'
import type { Translation } from './text.ts'

export const appointmentsEn: Pick<Translation, keyof typeof appointmentsFr> = {
  'sms.rdv.with': (v) => ` with ${v.name}`,
  'sms.rdv.noted': (v) =>
    v.count > 1
      ? `your appointments${v.who} are noted (${v.when}). We will confirm them.`
      : `your appointment on ${v.when}${v.who} is noted. We will confirm it.`,
  'sms.rdv.confirmed': (v) =>
    v.count > 1
      ? `your appointments${v.who} are confirmed: ${v.when}.`
      : `your appointment on ${v.when}${v.who} is confirmed.`,
  'sms.rdv.moved': (v) =>
    v.count > 1
      ? `your appointments${v.who} are moved: ${v.when}, instead of ${v.former}.`
      : `your appointment on ${v.former}${v.who} is moved to ${v.when}.`,
  'sms.rdv.movedNoted': (v) =>
    v.count > 1
      ? `your appointments${v.who} on ${v.former} would be moved: ${v.when}. We will confirm them.`
      : `your appointment on ${v.former}${v.who} would be moved to ${v.when}. We will confirm it.`,
  'sms.rdv.changed': (v) => `news about your appointment on ${v.when}${v.who}.`,
  'sms.rdv.cancelled': (v) =>
    v.count > 1
      ? `your appointments${v.who} are cancelled: ${v.when}.`
      : `your appointment on ${v.when}${v.who} is cancelled.`,
  'sms.rdv.declined': (v) =>
    v.count > 1
      ? `your appointments${v.who} could not be confirmed: ${v.when}. Please ring us for another date.`
      : `your appointment on ${v.when}${v.who} could not be confirmed. Please ring us for another date.`,
  'sms.rdv.reminder': (v) =>
    v.count > 1
      ? `reminder of your appointments${v.who}: ${v.when}.`
      : `reminder of your appointment on ${v.when}${v.who}.`,
  'sms.rdv.offer': (v) => `a time came free: ${v.when}${v.who}. Kept for you until ${v.until}.`,
  'sms.rdv.telephone': 'We will ring you.',
  'sms.rdv.video': 'By video.',
  'sms.rdv.atCaller': 'At your place.',

  'sms.rdv.head.question': 'Appointment',
  'sms.rdv.head.new': 'New appointment',
  'sms.rdv.head.moved': 'Appointment moved',
  'sms.rdv.head.cancelled': 'Appointment cancelled',
  'sms.rdv.line': (v) =>
    `${v.number === null ? '' : `${v.number}. `}${v.head} ${v.when}${v.instead}${v.what}`,
  'sms.rdv.instead': (v) => ` (instead of ${v.when})`,
  'sms.rdv.ask': (v) => `Reply ${v.number} yes or ${v.number} no.`,
  'sms.rdv.more': (v) => `+ ${v.count}`,

  'mail.rdv.noted': 'Your appointment is noted. We will confirm it.',
  'mail.rdv.confirmed': 'Your appointment is confirmed.',
  'mail.rdv.moved': 'Your appointment is moved.',
  'mail.rdv.movedNoted': 'Your appointment would be moved. We will confirm it.',
  'mail.rdv.changed': 'News about your appointment.',
  'mail.rdv.cancelled': 'Your appointment is cancelled.',
  'mail.rdv.declined': 'Your appointment could not be confirmed. Please ring us for another date.',
  'mail.rdv.reminder': 'Reminder of your appointment.',
  'mail.rdv.offer': 'A time came free: it is kept for you.',
  'mail.rdv.openOffer': 'Take it or leave it',
  'mail.rdv.until': 'The offer ends',
  'mail.rdv.question': 'Does this appointment suit you?',
  'mail.rdv.new': 'New appointment',
  'mail.rdv.movedHers': 'Appointment moved',
  'mail.rdv.cancelledHers': 'Appointment cancelled',
  'mail.rdv.subject': (v) => `${v.what} ${v.when}`,
  'mail.rdv.subjectPlain': 'Appointment',
  'mail.rdv.ask': (v) => `Reply “${v.number} yes” or “${v.number} no”.`,
  'mail.rdv.open': 'See or cancel the appointment',
  'mail.rdv.openHers': 'See the appointment',
  'mail.rdv.when': 'When',
  'mail.rdv.former': 'Instead of',
  'mail.rdv.with': 'With',
  'mail.rdv.where': 'Where',
  'mail.rdv.what': 'What',
  'mail.rdv.caller': 'For',
  'mail.rdv.reason': 'Reason',
  'mail.rdv.telephone': 'By telephone: we will ring you.',
  'mail.rdv.video': 'By video',
  'mail.rdv.atCaller': 'At your place',
  'mail.rdv.listed': (v) =>
    `${v.number === null ? '' : `${v.number}. `}${v.when}${v.who === '' ? '' : `, ${v.who}`}`,

  'rdv.title': 'Your appointment',
  'rdv.state.proposed': 'Noted: we will confirm it.',
  'rdv.state.confirmed': 'Confirmed.',
  'rdv.state.declined': 'This appointment could not be confirmed. Please ring us for another date.',
  'rdv.state.cancelled': 'This appointment is cancelled.',
  'rdv.state.past': 'This appointment is over.',
  'rdv.said.asked': 'We have it and will ring you back. Until then your appointment stands.',
  'rdv.said.stale': 'Nothing was changed: please press the button again.',
  'rdv.said.noWords': 'Nothing was sent: tell us when you could come.',
  'rdv.said.tooLate': 'Nothing was changed: it cannot be changed here any more. Please ring us.',
  'rdv.offer': 'A time came free',
  'rdv.offerUntil': (v) => `It is kept for you: the offer ends ${v.when}.`,
  'rdv.offerInstead': (v) =>
    `It would replace your appointment ${v.when}, which you keep until the new one is confirmed.`,
  'rdv.accept': 'I take this appointment',
  'rdv.refuse': 'No thank you, I leave it',
  'rdv.offerOver': 'This time is no longer available',
  'rdv.offerGone': (v) => `The time offered, ${v.when}, is no longer kept for you.`,
  'rdv.offerNext': 'You stay on the waiting list: we will write to you as soon as another time comes free.',
  'rdv.offerRing': 'Ring us if you are looking for another time.',
  'rdv.ringUs': 'Ring us:',
  'rdv.ics': 'Add to my calendar',
  'rdv.words': 'Would another time suit you better? Tell us when:',
  'rdv.ask': 'Ask for another time',
  'rdv.cancel': 'Cancel the appointment',
}
