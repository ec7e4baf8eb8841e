import type { TextKey, Translation } from '../text.ts'

type Key = Extract<TextKey, `told.${string}` | `codeWord.${string}`>

/** What people were told of an appointment, and the word by which executives give orders. */
export const toldEn: Pick<Translation, Key> = {
  'told.title': 'What was told',
  'told.nothing': 'Nothing has been sent yet.',
  'told.elsewhere': 'Nothing: the other agenda does that.',
  'told.caller': 'To the caller',
  'told.withdrawn': 'taken back before it was sent',
  'told.notSent': 'not sent',
  'told.kind.noted': 'noted, waiting',
  'told.kind.confirmed': 'confirmation',
  'told.kind.moved': 'new time',
  'told.kind.cancelled': 'cancellation',
  'told.kind.declined': 'refusal',
  'told.kind.reminder': 'reminder',
  'told.kind.offer': 'offer of a freed time',
  'told.kind.question': 'question: yes or no',
  'told.kind.news': 'news',
  'told.kind.invitation': 'invitation (calendar)',
  'told.kind.invitationCancelled': 'taken out of the calendar',
  'told.before': (p) => `(${p.hours} h before)`,
  'codeWord.setAt': (p) => `Set ${p.when}.`,
  'codeWord.title': 'Code word (orders by telephone)',
  'codeWord.none': 'No word is set: no order given by telephone can be followed.',
  'codeWord.about':
    'By this word the secretary knows that it is this person who gives an order. It is shown nowhere; it is said without capitals or accents.',
  'codeWord.new': 'New word',
  'codeWord.set': 'Set the word',
  'codeWord.replace': 'Replace the word',
  'codeWord.saved': 'The word is set. It will not be shown again: tell it to the person yourself.',
  'codeWord.tooShort': 'This word is too short: four letters or digits at least. Nothing was changed.',
}
