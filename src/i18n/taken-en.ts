import type { takenFr } from './taken-fr.ts'
import type { Translation } from './text.ts'

/** How a slip that a secretary wrote reads. */
export const takenEn = {
  'sms.wish.callBack': 'please call back',
  'sms.wish.willCallAgain': 'will call again',
  'sms.wish.information': 'for information',
  'sms.row': (v) => `${v.label}: ${v.value}`,
  'sms.correction': (v) => `Correction: ${v.text}`,
  'sms.elsewhere': (v) => `Correction: the ${v.message} is for ${v.name}, nothing to do for you.`,
  'sms.elsewhereLink': 'Correction: a message was not meant for you, nothing to do for you.',
  'mail.wish.callBack': 'please call back',
  'mail.wish.willCallAgain': 'will call again',
  'mail.wish.information': 'for information',
  'mail.correction': (v) => `Correction: ${v.text}`,
  'mail.elsewhere': (v) => `Correction: the ${v.message} is for ${v.name}. There is nothing for you to do.`,
  'mail.elsewhereLink': 'Correction: a message was not meant for you. There is nothing for you to do.',
  'mail.elsewhereSubject': 'Correction: a message was not meant for you',
  'mail.company': 'Company',
  'mail.callback': 'Call back',
  'mail.shown': 'Number shown',
  'mail.wish': 'Follow-up',
  'mail.for': 'For',
  'mail.about': 'Subject',
  'mail.reason': 'Reason',
} satisfies Pick<Translation, keyof typeof takenFr>
