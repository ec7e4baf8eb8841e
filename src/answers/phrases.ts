import type { LineCommand } from './command.ts'

/** What the words of an answer may say. Spelled as `plainSentences` leaves them: no capitals, accents, marks. */
export const linePhrases: Record<LineCommand['kind'], readonly string[]> = {
  acknowledge: [
    ...['ok', 'okay', 'okey', 'c est ok', 'd accord', 'dac', 'bien recu', 'recu', 'c est note', 'bien note'],
    ...[
      'note',
      'vu',
      'lu',
      'bien vu',
      'entendu',
      'received',
      'noted',
      'got it',
      'understood',
      'read',
      'seen',
    ],
  ],
  secretaryCalls: [
    ...['rappeler', 'rappelez', 'appeler', 'appelez', 'a rappeler par vous', 'faites rappeler'],
    ...['rappelez le', 'rappelez la', 'rappelez les', 'le rappeler', 'la rappeler', 'les rappeler'],
    ...[
      'vous rappelez',
      'vous pouvez rappeler',
      'veuillez rappeler',
      'merci de rappeler',
      'merci de le rappeler',
    ],
    ...['merci de la rappeler', 'call', 'call back', 'callback', 'you call', 'you call back', 'call him'],
    ...['call her', 'call them', 'call him back', 'call her back', 'call them back', 'ring back', 'ring'],
  ],
  executiveCalls: [
    ...['je rappelle', 'je le rappelle', 'je la rappelle', 'je les rappelle', 'j appelle', 'je l appelle'],
    ...['je rappellerai', 'je rappelerai', 'je le rappellerai', 'je la rappellerai', 'je vais rappeler'],
    ...['je vais le rappeler', 'je vais la rappeler', 'je les rappellerai', 'je vais les rappeler'],
    ...['i call', 'i ll call', 'ill call', 'i will call', 'i m calling', 'i call back', 'i ll call back'],
    ...['ill call back', 'i will call back', 'i ll call him', 'i ll call her', 'i ll call them'],
    ...['i ll call him back', 'i ll call her back', 'i ll call them back', 'i ll ring', 'i ll ring back'],
  ],
  approve: [
    ...['oui', 'yes', 'yep', 'yeah', 'valide', 'valider', 'je valide', 'approuve', 'j approuve', 'approve'],
    ...['approved', 'accepte', 'accepter', 'j accepte', 'accept', 'accepted'],
  ],
  decline: [
    ...['non', 'no', 'nope', 'refuse', 'refuser', 'je refuse', 'refusez', 'decline', 'decliner', 'declined'],
  ],
  cancelAppointment: [
    ...[
      'annuler',
      'annulez',
      'annule',
      'j annule',
      'annuler le rdv',
      'annuler le rendez vous',
      'annuler rdv',
    ],
    ...['annulez le rdv', 'cancel', 'cancel it', 'cancel the appointment'],
  ],
}

/** Harmless as a question too: "dispo ?" */
export const askingPhrases: Record<'help' | 'tellAvailability', readonly string[]> = {
  help: ['aide', 'help', 'aidez moi', 'besoin d aide', 'comment repondre', 'commandes', 'commands'],
  tellAvailability: [
    ...['dispo', 'disponible', 'disponibilite', 'ma dispo', 'ma disponibilite', 'suis je dispo'],
    ...[
      'suis je disponible',
      'available',
      'availability',
      'status',
      'my status',
      'statut',
      'my availability',
      'am i available',
    ],
  ],
}

export const statingPhrases: Record<'undo' | 'available', readonly string[]> = {
  undo: [
    ...[
      'erreur',
      'undo',
      'oops',
      'oups',
      'error',
      'mistake',
      'my mistake',
      'oups erreur',
      'c est une erreur',
    ],
    ...['erreur de ma part', 'c etait une erreur', 'that was a mistake'],
  ],
  available: [
    ...['je suis dispo', 'je suis disponible', 'je suis de nouveau dispo', 'je suis de nouveau disponible'],
    ...['je suis a nouveau dispo', 'je suis a nouveau disponible', 'dispo maintenant', 'de retour', 'back'],
    ...['je suis de retour', 'de retour au bureau', 'je suis de retour au bureau', 'back now', 'i m back'],
    ...['im back', 'i am back', 'i m available', 'im available', 'i am available', 'i m back now'],
    ...['available again', 'back in the office', 'i m available again'],
  ],
}

export const politePhrases: readonly string[] = [
  ...['bonjour', 'bonsoir', 'bjr', 'salut', 'hello', 'hi', 'hey', 'good morning', 'good evening'],
  ...['merci', 'merci beaucoup', 'merci bien', 'merci d avance', 'thanks', 'thx', 'thank you', 'many thanks'],
  ...['svp', 'stp', 's il vous plait', 's il te plait', 'please', 'pls', 'bonne journee', 'bonne soiree'],
  ...[
    'cordialement',
    'bien cordialement',
    'cdt',
    'cdlt',
    'a bientot',
    'regards',
    'best regards',
    'kind regards',
  ],
]
