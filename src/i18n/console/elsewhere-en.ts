import type { TextKey, Translation } from '../text.ts'

type Key = Extract<TextKey, `elsewhere.${string}`>

/** Appointments that were taken in another agenda. */
export const elsewhereEn: Pick<Translation, Key> = {
  'elsewhere.heading': 'Write down an appointment booked elsewhere',
  'elsewhere.hint':
    'On Doctolib, in Outlook, by the client… It takes that time here too. We do not tell the caller of it: the other agenda does.',
  'elsewhere.where': 'Where was it booked?',
  'elsewhere.date': 'On',
  'elsewhere.time': 'at (time)',
  'elsewhere.minutes': 'Length (minutes)',
  'elsewhere.other': 'Something else (write it below)',
  'elsewhere.title': 'What it is (if something else)',
  'elsewhere.save': 'Write this appointment down',
  'elsewhere.wrong.missing': 'To be filled in.',
  'elsewhere.wrong.minutes': 'A length between 1 and 1,440 minutes.',
  'elsewhere.wrong.past': 'That time has passed.',
  'elsewhere.news.taken':
    'That time is taken here already: by another appointment, an event or an absence. Look into the calendar; nothing was written.',
  'elsewhere.news.notOffered': 'This person does not give that type of appointment. Nothing was written.',
  'elsewhere.news.notBookableByHer': 'Only a supervisor books that type of appointment. Nothing was written.',
  'elsewhere.news.mustNot': 'The mandate does not allow it. Nothing was written.',
  'elsewhere.news.past': 'That time has passed. Nothing was written.',
}
