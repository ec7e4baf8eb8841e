import { plural } from '../french.ts'

/** Why somebody rings, and what a secretary is to know. */
export const setupReasonsFr = {
  'setup.reason': 'Motif',
  'setup.reasonName': 'Nom',
  'setup.questions': 'Questions à poser',
  'setup.questionsHint': 'Une par ligne, dans leur ordre.',
  'setup.treatment': 'Suite à donner',
  'setup.treatment.connect': 'Mettre en relation',
  'setup.treatment.message': 'Prendre un message',
  'setup.treatment.appointment': 'Prendre un rendez-vous',
  'setup.treatment.onCall': "Prévenir l'astreinte",
  'setup.treatment.turnAway': 'Écarter poliment',
  'setup.reasonRecipient': 'Pour',
  'setup.lineDefault': 'le destinataire habituel de la ligne',
  'setup.urgent': 'urgent',
  'setup.questionCount': (v: { count: number }) => plural(v.count, 'question', 'questions'),

  'setup.instruction': 'Consigne',
  'setup.instructionHint':
    'Sans dates, elle vaut toujours. Chaque secrétaire confirme sa lecture ; changer les mots ou les dates la redemande.',
  'setup.instructionBody': 'Texte',
  'setup.from': 'Du',
  'setup.until': 'Au',
  'setup.dates': (v: { from: string; until: string }) => `du ${v.from} au ${v.until}`,
  'setup.version': (v: { version: number }) => `Version ${v.version}`,
  'setup.iHaveRead': "J'ai lu cette consigne",
  'setup.hasRead': (v: { when: string }) => `a lu cette version, ${v.when}`,
  'setup.hasReadOld': (v: { version: number; when: string }) => `a lu la version ${v.version}, ${v.when}`,
  'setup.readByNobody': "Personne n'a encore confirmé sa lecture.",
}
