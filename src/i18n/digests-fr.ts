import { elided, plural } from './french.ts'

/** The digest, as a text and as an e-mail. */
export const digestsFr = {
  'sms.digest': (v: { client: string; time: string }) => `${v.client}, récap de ${v.time}`,
  'sms.digestLine': (v: { number: number | null; what: string; time: string }) =>
    `${v.number === null ? '-' : `${v.number}.`} ${v.what}, ${v.time}`,
  'sms.digest.question': (v: { number: number | null; when: string; who: string }) =>
    `${v.number === null ? '-' : `${v.number}.`} RDV à valider, ${v.when}${v.who}`,
  'sms.digest.tomorrow': (v: { number: number | null; when: string; who: string }) =>
    `${v.number === null ? '-' : `${v.number}.`} RDV ${v.when}${v.who}`,
  'sms.questionHint': (v: { number: number }) => `Répondez ${v.number} oui ou ${v.number} non`,
  'sms.digestUrgent': (v: { what: string }) => `URGENT ${v.what}`,
  'sms.digestCallback': (v: { what: string }) => `à rappeler : ${v.what}`,
  'sms.digestWanted': (v: { what: string }) => `rappel souhaité : ${v.what}`,
  'sms.digestMessage': 'Message',
  'sms.digestMore': (v: { count: number }) => `+ ${plural(v.count, 'autre', 'autres')} par le lien`,
  'sms.digestDiscarded': (v: { count: number }) => plural(v.count, 'filtré', 'filtrés'),
  'sms.digestForwarded': (v: { count: number }) => plural(v.count, 'transféré', 'transférés'),
  'sms.digestInYourName': (v: { count: number }) => `${plural(v.count, 'acte', 'actes')} en votre nom`,
  'sms.digestNothing': 'rien de nouveau',

  'digest.subject': (v: { client: string; what: string }) => `${v.client} : ${v.what}`,
  'digest.open': (v: { count: number }) => `${plural(v.count, 'message', 'messages')} à voir`,
  'digest.nothing': 'rien de nouveau',
  'digest.title': (v: { when: string }) => `Récapitulatif ${v.when}`,
  'digest.questions': (v: { count: number }) => `${plural(v.count, 'rendez-vous', 'rendez-vous')} à valider`,
  'digest.onlyTomorrow': 'vos rendez-vous de demain',
  'digest.question': 'À valider',
  'digest.tomorrow': 'Demain',
  'digest.appointment': 'Rendez-vous',
  'digest.howToQuestion': (v: { number: number }) =>
    `Pour un rendez-vous : « ${v.number} oui », « ${v.number} non », « ${v.number} jeudi 15h » (autre heure).`,
  'digest.urgent': 'Urgent',
  'digest.message': 'Messages',
  'digest.callbackWanted': 'Rappels souhaités',
  'digest.callback': 'Vous rappelez',
  'digest.missedCall': 'Appels manqués',
  'digest.line': (v: { what: string; name: string }) => `${v.what} ${elided('de', v.name)}`,
  'digest.lineNumber': (v: { what: string; number: string }) => `${v.what} du ${v.number}`,
  'digest.lineWithheld': (v: { what: string }) => `${v.what}, numéro masqué`,
  'digest.discarded': (v: { count: number }) =>
    `${plural(v.count, 'appel ou SMS filtré', 'appels et SMS filtrés')} : voir`,
  'digest.forwarded': (v: { count: number }) =>
    plural(v.count, 'appel vous a été passé', 'appels vous ont été passés'),
  'digest.inYourName': (v: { count: number }) =>
    `${plural(v.count, 'acte', 'actes')} de votre secrétariat en votre nom : voir`,
  'digest.answerBy.both': 'par SMS ou à ce courriel',
  'digest.answerBy.sms': 'par SMS',
  'digest.answerBy.email': 'à ce courriel',
  'digest.howTo': (v: { by: string; number: number }) =>
    `Répondez d'un mot, ${v.by} : « ${v.number} ok » (vu), « ${v.number} rappeler » (votre secrétariat rappelle), ` +
    `« ${v.number} je rappelle » (vous rappelez), « erreur » (annule votre dernière réponse).`,
  'digest.howToLink': 'Répondez ligne par ligne sur la page du récapitulatif.',
  'digest.openPage': 'Ouvrir et répondre',
  'digest.settings': 'Vos réglages',
  'digest.availability': 'Votre disponibilité',
  'digest.why':
    'Vous recevez ce récapitulatif aux heures que vous avez choisies. Vos réglages permettent de les changer.',
}
