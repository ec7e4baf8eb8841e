import { plural } from './french.ts'

type Ended = { when: string; tries: number }
type Tried = { tries: number }

const inVain = ({ tries }: Tried) => (tries > 1 ? ` après ${tries} essais` : '')

/** How a callback that an executive ordered ended, and her page of them. */
export const callbacksFr = {
  'sms.callback.said': (v: { what: string; who: string; note: string }) =>
    `${v.what} : ${v.who}.${v.note && ` ${v.note}`}`,
  'sms.callback.bare': (v: { what: string }) => `${v.what}.`,
  'sms.callback.at': (v: { time: string }) => `à ${v.time}`,
  'sms.callback.somebody': 'numéro inconnu',
  'sms.callback.talked': (v: Ended) => `Rappelé ${v.when}`,
  'sms.callback.notReached': (v: Ended) => `Pas joint${inVain(v)}`,
  'sms.callback.notWanted': (_: Ended) => 'Rappel devenu inutile',
  'sms.callback.doneOtherwise': (_: Ended) => 'Réglé sans rappel',
  'sms.callback.duplicate': (_: Ended) => 'Rappel en double, classé',
  'sms.callback.withdrawn': (_: Ended) => 'Rappel annulé',
  'mail.callback.talked': (_: Tried) => 'Rappelé',
  'mail.callback.notReached': (v: Tried) => `Pas joint${inVain(v)}`,
  'mail.callback.notWanted': (_: Tried) => 'Rappel devenu inutile',
  'mail.callback.doneOtherwise': (_: Tried) => 'Réglé sans rappel',
  'mail.callback.duplicate': (_: Tried) => 'Rappel en double, classé',
  'mail.callback.withdrawn': (_: Tried) => 'Rappel annulé',
  'mail.callback.subject': (v: { what: string; who: string }) => `${v.what} : ${v.who}`,
  'mail.callback.who': 'Qui',
  'mail.callback.number': 'Numéro',
  'mail.callback.when': 'Quand',
  'mail.callback.why': 'Pour',
  'mail.callback.note': 'Réponse',
  'mail.callback.open': 'Voir vos rappels',
  'callback.hers': 'Vos rappels',
  'callback.order': 'Faire rappeler quelqu’un',
  'callback.orderOne': 'Faire rappeler quelqu’un',
  'callback.orderIt': 'Faire rappeler',
  'callback.who': 'Qui : un numéro, ou le nom d’un de vos contacts',
  'callback.why': 'Pourquoi',
  'callback.until': 'Au plus tard (facultatif)',
  'callback.among': 'Lequel ?',
  'callback.open': 'En cours',
  'callback.noneOpen': 'Aucun rappel en cours.',
  'callback.ended': 'Depuis deux semaines',
  'callback.endedWhen': (v: { what: string; when: string }) => `${v.what}, ${v.when}.`,
  'callback.cancel': 'Ne plus rappeler',
  'callback.isOpen': 'À rappeler dès que possible.',
  'callback.isPlanned': (v: { when: string }) => `À rappeler ${v.when}.`,
  'callback.isUntil': (v: { when: string }) => `À rappeler, au plus tard ${v.when}.`,
  'callback.isTried': (v: { tries: number; when: string }) =>
    `${plural(v.tries, 'essai', 'essais')} sans réponse, prochain ${v.when}.`,
  'callback.isUndecided': (v: { tries: number }) =>
    `${plural(v.tries, 'essai', 'essais')} sans réponse : votre secrétariat décide de la suite.`,
  'callback.wrong.nobody': 'Dites qui rappeler : un numéro, ou le nom d’un contact.',
  'callback.wrong.unknownContact': 'Aucun de vos contacts ne porte ce nom : donnez son numéro.',
  'callback.wrong.severalContacts': 'Plusieurs contacts répondent à ce nom : choisissez.',
  'callback.wrong.invalid':
    'Ce n’est pas un numéro de téléphone. Attendu : 06 12 34 56 78 ou +33 6 12 34 56 78.',
  'callback.wrong.emergency': 'Nous n’appelons pas les numéros d’urgence.',
  'callback.wrong.short': 'Nous n’appelons pas les numéros courts : donnez le numéro à dix chiffres.',
  'callback.wrong.premium': 'C’est un numéro surtaxé : nous ne l’appelons pas.',
  'callback.wrong.sharedCost': 'C’est un numéro à coût partagé : nous ne l’appelons pas.',
  'callback.wrong.personal': 'C’est un numéro personnel surtaxé : nous ne l’appelons pas.',
  'callback.wrong.satellite': 'C’est un numéro de satellite : nous ne l’appelons pas.',
  'callback.wrong.country': 'Nous n’appelons pas ce pays pour ce client : voyez avec l’agence.',
  'callback.wrong.notUnderstood': 'Cette date n’a pas été comprise.',
  'callback.wrong.past': 'Cette heure est passée.',
  'callback.wrong.tooFar': 'Trois mois au plus.',
  'callback.wrong.endsBeforeStart': 'La fin vient avant le début.',
}
