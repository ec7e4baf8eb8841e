import type { TextKey, Translation } from '../text.ts'

type Key = Extract<TextKey, `waiting.${string}`>

/** The waiting list of a client. */
export const waitingEn: Pick<Translation, Key> = {
  'waiting.title': 'Waiting list',
  'waiting.who': 'Who waits',
  'waiting.hint':
    'When a time comes free it is offered to the first whom it suits, with a deadline; without an answer, to the next.',
  'waiting.none': 'Nobody waits.',
  'waiting.since': (p) => `since ${p.when}`,
  'waiting.from': (p) => `from ${p.day}`,
  'waiting.to': (p) => `until ${p.day}`,
  'waiting.has': (p) => `Has already: ${p.when}. Will give it up for an earlier one.`,
  'waiting.offered': (p) => `Offered: ${p.when}, with ${p.name}.`,
  'waiting.until': (p) => `Kept until: ${p.when}.`,
  'waiting.accept': 'Accepted',
  'waiting.refuse': 'Refused',
  'waiting.leave': 'Take off the list',
  'waiting.leaveThis': (p) => `Take off the list: ${p.name}`,
  'waiting.new': 'Put somebody on the list',
  'waiting.instead': (p) => `The appointment on ${p.when} is kept until an earlier one is accepted.`,
  'waiting.notBefore': 'From',
  'waiting.notAfter': 'Until',
  'waiting.add': 'Put on the list',
  'waiting.wrong.name': 'Enter a name.',
  'waiting.wrong.executive': 'This person does not give that type of appointment.',
  'waiting.news.added': 'Put on the list.',
  'waiting.news.refused': 'Refusal noted: the offer goes to the next, and this caller waits on.',
  'waiting.news.left': 'Taken off the list.',
  'waiting.news.notWaiting': 'This caller was not waiting any more. Nothing was changed.',
  'waiting.news.over': 'This offer is over. Nothing was booked.',
  'waiting.news.taken': 'That time has just been taken. Nothing was booked.',
  'waiting.news.mustNot': 'The mandate does not allow it: it takes an order. Nothing was booked.',
  'waiting.news.notBookableByHer': 'Only a supervisor books that type of appointment. Nothing was booked.',
  'waiting.news.past': 'That time has passed. Nothing was booked.',
  'waiting.news.notOffered': 'That appointment is no longer offered. Nothing was booked.',
  'waiting.nothingSuits': 'Nothing suits? Put on the waiting list',
  'waiting.earlier': 'Put on the waiting list for an earlier time',
}
