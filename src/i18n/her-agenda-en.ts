import type { herAgendaFr } from './her-agenda-fr.ts'
import type { Translation } from './text.ts'

const many = (count: number, one: string, other: string) => `${count} ${count === 1 ? one : other}`

export const herAgendaEn: Pick<Translation, keyof typeof herAgendaFr> = {
  'hers.title': 'Appointment',
  'hers.agenda': 'Your agenda',
  'hers.allAgenda': 'All your agenda',
  'hers.more': 'Details, another time',
  'hers.waiting': (v) =>
    v.count === 0
      ? 'No appointment waits for your answer.'
      : `${many(v.count, 'appointment waits', 'appointments wait')} for your answer.`,
  'hers.coming': 'The next 30 days',
  'hers.nothing': 'No appointment.',
  'hers.over': 'over',
  'hers.answerBy': (v) => `Please answer by ${v.when}.`,
  'hers.ifSilent.confirm': 'Without an answer it will be confirmed.',
  'hers.ifSilent.decline': 'Without an answer it will be declined.',
  'hers.ifSilent.keepAsking': 'Without an answer your secretaries will ring you.',
  'hers.who': 'With',
  'hers.email': 'E-mail',
  'hers.note': 'Note',
  'hers.why': 'How it stands',
  'hers.before': (v) => `Before that (${v.count})`,
  'hers.you': 'you',
  'hers.told': (v) => `${v.what} by ${v.who} ${v.when}${v.way}.`,
  'hers.instead': (v) => `From ${v.from} to ${v.to}.`,
  'hers.did.proposed': 'Noted',
  'hers.did.confirmed': 'Confirmed',
  'hers.did.declined': 'Declined',
  'hers.did.moved': 'Moved',
  'hers.did.cancelled': 'Cancelled',
  'hers.did.held': 'Noted as held',
  'hers.did.missed': 'Noted as missed',
  'hers.did.restored': 'Put back',
  'hers.did.overtaken': 'Overtaken answer, given',
  'hers.saidByYou': (v) => `You answered ${v.when}.`,
  'hers.doneForYou': (v) => `Done in your name ${v.when}.`,
  'hers.undoYours': 'Take my answer back',
  'hers.undoTheirs': 'Take that back',
  'hers.addReason': 'Add a reason',
  'hers.reason': 'Reason, for your secretaries',
  'hers.callerHears':
    'The caller is told two minutes later: until then you can change your mind without troubling anybody.',
  'hers.otherTime': 'Propose another time',
  'hers.pick': 'The appointment moves as soon as you choose a free time:',
  'hers.noFree': 'No free time in this period.',
  'hers.from': 'Free times from',
  'hers.look': 'Look',
  'hers.words': 'Or say what would suit you: your secretaries see to it',
  'hers.ask': 'Ask my secretaries',
  'hers.asked': (v) => `Asked of your secretaries ${v.when}:`,
}
