import type { TextKey, Translation } from '../text.ts'

type Key = Extract<TextKey, `events.${string}`>

/** Events of a client's agenda and their checklists. */
export const eventsEn: Pick<Translation, Key> = {
  'events.title': 'Events',
  'events.coming': 'Ahead',
  'events.none': 'No event ahead.',
  'events.new': 'New event',
  'events.name': 'What (fair, board meeting, seminar…)',
  'events.who': 'With',
  'events.blocks': 'These people cannot have appointments meanwhile',
  'events.doesBlock': 'No appointment with them is offered meanwhile.',
  'events.doesNotBlock': 'Appointments can be booked meanwhile.',
  'events.guests': 'Others who take part (one to a line)',
  'events.note': 'Note',
  'events.steps': 'To prepare',
  'events.noSteps': 'Nothing to prepare yet: add lines by changing the event.',
  'events.stepNumber': (p) => `To prepare, line ${p.number}`,
  'events.dueNumber': (p) => `When line ${p.number} is due`,
  'events.create': 'Create the event',
  'events.change': 'Change the event',
  'events.cancel': 'Cancel the event',
  'events.cancelHint': 'It leaves the calendar and its time is free again. Those who take part are not told.',
  'events.isCancelled': 'This event is cancelled.',
  'events.progress': (p) => (p.all === 0 ? 'nothing to prepare' : `${p.done} of ${p.all} done`),
  'events.late': (p) => `${p.count} late`,
  'events.due': (p) => `for ${p.day}`,
  'events.wasDue': (p) => `late, for ${p.day}`,
  'events.doneBy': (p) => `${p.name}, ${p.when}`,
  'events.tick': (p) => `Done: ${p.what}`,
  'events.untick': (p) => `Not done: ${p.what}`,
  'events.wrong.title': 'Say what it is.',
  'events.said.created': 'The event is created.',
  'events.said.changed': 'The event is changed.',
  'events.said.cancelled': 'The event is cancelled.',
  'events.said.changedMeanwhile':
    'Somebody changed this event meanwhile. Nothing was written: compare, then save again.',
}
