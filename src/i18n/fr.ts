import { alertsFr } from './alerts-fr.ts'
import { answersFr } from './answers-fr.ts'
import { appointmentsFr } from './appointments-fr.ts'
import { callbacksFr } from './callbacks-fr.ts'
import { consoleFr } from './console/console-fr.ts'
import { deliveriesFr } from './deliveries-fr.ts'
import { digestsFr } from './digests-fr.ts'
import { elided, plural, spokenName } from './french.ts'
import { herAgendaFr } from './her-agenda-fr.ts'
import { invitationsFr } from './invitations-fr.ts'
import { noticesFr } from './notices-fr.ts'
import { pagesFr } from './pages-fr.ts'
import { reachFr } from './reach-fr.ts'
import { rulesFr } from './rules-fr.ts'
import { takenFr } from './taken-fr.ts'

/** When a recording goes. */
const after = (days: number): string => (days === 1 ? "au bout d'un jour" : `au bout de ${days} jours`)

/**
 * French is the source: the keys and the parameters of every other language follow from this object's type.
 * Plain strings and functions, no message format to parse: the compiler checks what a library would check at
 * run time, and a plural or an elision is a function call.
 *
 * Spaces and apostrophes are typed plainly; `t` typesets what is read on pages and in mails. Keys under
 * `voice.` are spoken and those under `sms.` are texted, so these stay plain; `sms.` also keeps to GSM-7 (no
 * ç ê ô û œ À), since one letter outside it halves what a segment carries.
 */
export const fr = {
  /** A name as a voice should say it. */
  'voice.name': (v: { name: string }) => spokenName(v.name),
  'voice.greeting': (v: { client: string }) =>
    `${spokenName(v.client)}, bonjour. Nous ne pouvons pas prendre votre appel. ` +
    `Laissez un message après le bip, avec vos coordonnées et l'objet de votre appel.`,
  // The reason of a call is health data here: it is not asked for.
  'voice.greetingHealth': (v: { client: string }) =>
    `${spokenName(v.client)}, bonjour. En cas d'urgence, raccrochez et composez le 15. ` +
    `Nous ne pouvons pas prendre votre appel. Laissez votre nom et votre numéro après le bip.`,
  'voice.absent': (v: { name: string; phrase: string }) => `${spokenName(v.name)} est ${v.phrase}.`,
  'voice.emergency': "En cas d'urgence, raccrochez et composez le 15.",
  'voice.wait': 'Merci de patienter, nous cherchons à joindre votre correspondant.',
  'voice.queue': (v: { client: string }) =>
    `${spokenName(v.client)}, bonjour. Ne quittez pas, nous vous répondons.`,
  'voice.queueHealth': (v: { client: string }) =>
    `${spokenName(v.client)}, bonjour. En cas d'urgence, raccrochez et composez le 15. Sinon, ne quittez pas.`,
  'voice.mayBeHeard':
    'Une responsable peut écouter cet appel, pour mieux vous servir ; dites-le-nous si vous ne le souhaitez pas.',
  'voice.queueKeys': 'Tapez 1 pour laisser un message, 2 pour être rappelé.',
  'voice.queueKey': 'Tapez 1 pour laisser un message.',
  'voice.queueStill': 'Merci de patienter, nous vous répondons dès que possible.',
  'voice.ringWhisper': (v: { client: string }) =>
    `Appel pour ${spokenName(v.client)}. Tapez 1 pour répondre.`,
  'voice.ringTaken': 'Cet appel est déjà pris. Merci.',
  'voice.queueBack': 'Un instant, nous vous reprenons.',
  'voice.recording.training': (v: { days: number }) =>
    `Cet appel peut être enregistré pour la formation de notre équipe ; l'enregistrement est effacé ${after(v.days)}.`,
  'voice.recording.quality': (v: { days: number }) =>
    `Cet appel peut être enregistré pour améliorer la qualité de notre accueil ; l'enregistrement est effacé ${after(v.days)}.`,
  'voice.recordingKey': 'Pour ne pas être enregistré, tapez 3.',
  'voice.recordingRefused': "C'est noté, vous ne serez pas enregistré.",
  'voice.brokeOff': 'La communication a été coupée de notre côté, veuillez nous excuser. Au revoir.',
  'voice.callbackPromised': "C'est noté, nous vous rappelons dès que possible. Au revoir.",
  'voice.thanks': 'Merci, votre message est enregistré. Au revoir.',
  'voice.discarded': "Votre correspondant n'accepte pas cet appel. Au revoir.",
  'voice.degraded':
    'Bonjour. Un incident technique nous empêche de prendre votre appel, veuillez nous en excuser. ' +
    'Laissez votre nom et votre numéro après le bip : nous vous rappellerons.',
  'voice.apology':
    'Bonjour. Un incident technique nous empêche de prendre votre appel, veuillez nous en excuser. Rappelez-nous dans quelques instants. Au revoir.',
  'voice.unknownLine':
    "Bonjour. Le numéro que vous avez composé n'est plus en service. Veuillez le vérifier. Au revoir.",
  'voice.whisperName': (v: { client: string; caller: string }) =>
    `Appel pour ${spokenName(v.client)}, ${elided('de', spokenName(v.caller))}. Pour prendre l'appel, tapez 1.`,
  // A number takes five seconds to say, so the rest is short.
  'voice.whisperNumber': (v: { client: string; number: string }) =>
    `Appel pour ${spokenName(v.client)}, du ${v.number}. Tapez 1.`,
  'voice.whisperWithheld': (v: { client: string }) =>
    `Appel pour ${spokenName(v.client)}, numéro masqué. Pour prendre l'appel, tapez 1.`,

  'sms.urgent': (v: { text: string }) => `URGENT - ${v.text}`,
  'sms.link': 'Vous avez un message',
  'sms.voicemail': 'Message vocal',
  'sms.missedCall': 'Appel manqué',
  'sms.text': 'SMS',
  'sms.taken': 'Message',
  'sms.mattered': 'Appel ou SMS filtré',
  'sms.fromName': (v: { what: string; name: string }) => `${v.what} ${elided('de', v.name)}`,
  'sms.fromNumber': (v: { what: string; number: string }) => `${v.what} du ${v.number}`,
  'sms.fromWithheld': (v: { what: string }) => `${v.what}, numéro masqué`,
  'sms.yesterday': (v: { time: string }) => `hier ${v.time}`,

  'mail.echo': 'Votre réponse',
  'mail.link': 'Vous avez un message',
  'mail.subject': (v: { client: string; what: string }) => `${v.client} : ${v.what}`,
  'mail.subjectUrgent': (v: { subject: string }) => `[URGENT] ${v.subject}`,
  'mail.voicemail': 'message vocal',
  'mail.missedCall': 'appel manqué',
  'mail.text': 'SMS',
  'mail.taken': 'message',
  'mail.mattered': 'appel ou SMS filtré',
  'mail.fromName': (v: { what: string; name: string }) => `${v.what} ${elided('de', v.name)}`,
  'mail.fromNumber': (v: { what: string; number: string }) => `${v.what} du ${v.number}`,
  'mail.fromWithheld': (v: { what: string }) => `${v.what}, numéro masqué`,
  'mail.caller': 'Appelant',
  'mail.number': 'Numéro',
  'mail.withheld': 'numéro masqué',
  'mail.received': 'Arrivé',
  'mail.duration': 'Durée',
  'mail.seconds': (v: { count: number }) => plural(v.count, 'seconde', 'secondes'),
  'mail.row': (v: { label: string; value: string }) => `${v.label} : ${v.value}`,
  'mail.callerLink':
    "Ce message contient un lien envoyé par l'appelant. Il a été désactivé : ne l'ouvrez que si vous l'attendiez.",
  'mail.listen': 'Écouter le message',
  'mail.open': 'Ouvrir le message',

  'when.at': (v: { day: string; time: string }) => `${v.day} à ${v.time}`,
  'when.today': "aujourd'hui",
  'when.yesterday': 'hier',
  'when.tomorrow': 'demain',
  'mark.colon': ' : ',
  'sms.when.at': (v: { day: string; time: string }) => `${v.day} à ${v.time}`,
  'sms.when.and': ' et ',
  'when.date': (v: { date: string }) => `le ${v.date}`,

  'number.emergency': "c'est un numéro d'urgence",
  'number.short': "c'est un numéro court",
  'number.invalid': "ce n'est pas un numéro de téléphone attribué",
  'number.premium': "c'est un numéro surtaxé",
  'number.sharedCost': "c'est un numéro à tarif majoré",
  'number.personal': "c'est un numéro personnel à tarif inconnu",
  'number.satellite': "c'est un numéro satellite",
  'number.country': "ce pays n'est pas parmi ceux que le client autorise",

  ...alertsFr,
  ...reachFr,
  ...rulesFr,
  ...deliveriesFr,
  ...appointmentsFr,
  ...answersFr,
  ...digestsFr,
  ...consoleFr,
  ...herAgendaFr,
  ...invitationsFr,
  ...callbacksFr,
  ...noticesFr,
  ...takenFr,
  ...pagesFr,
}
