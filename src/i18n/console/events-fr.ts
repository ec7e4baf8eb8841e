import { plural } from '../french.ts'

/** Events of a client's agenda and their checklists. */
export const eventsFr = {
  'events.title': 'Événements',
  'events.coming': 'À venir',
  'events.none': 'Aucun événement prévu.',
  'events.new': 'Nouvel événement',
  'events.name': 'Quoi (salon, conseil, séminaire…)',
  'events.who': 'Avec',
  'events.blocks': 'Ces personnes ne peuvent pas avoir de rendez-vous pendant ce temps',
  'events.doesBlock': 'Aucun rendez-vous ne leur est proposé pendant ce temps.',
  'events.doesNotBlock': 'Des rendez-vous peuvent être pris pendant ce temps.',
  'events.guests': 'Autres participants (un par ligne)',
  'events.note': 'Note',
  'events.steps': 'À préparer',
  'events.noSteps': "Rien à préparer pour l'instant : ajoutez des lignes en changeant l'événement.",
  'events.stepNumber': (p: { number: number }) => `À préparer, ligne ${p.number}`,
  'events.dueNumber': (p: { number: number }) => `Échéance de la ligne ${p.number}`,
  'events.create': "Créer l'événement",
  'events.change': "Changer l'événement",
  'events.cancel': "Annuler l'événement",
  'events.cancelHint':
    "Il disparaît de l'agenda et ce temps redevient libre. Les participants ne sont pas prévenus.",
  'events.isCancelled': 'Cet événement est annulé.',
  'events.progress': (p: { done: number; all: number }) =>
    p.all === 0 ? 'rien à préparer' : `${p.done} sur ${p.all} prêt`,
  'events.late': (p: { count: number }) => plural(p.count, 'en retard', 'en retard'),
  'events.due': (p: { day: string }) => `pour le ${p.day}`,
  'events.wasDue': (p: { day: string }) => `en retard, pour le ${p.day}`,
  'events.doneBy': (p: { name: string; when: string }) => `${p.name}, ${p.when}`,
  'events.tick': (p: { what: string }) => `C'est fait : ${p.what}`,
  'events.untick': (p: { what: string }) => `Ce n'est pas fait : ${p.what}`,
  'events.wrong.title': 'Dites ce que c’est.',
  'events.said.created': "L'événement est créé.",
  'events.said.changed': "L'événement est changé.",
  'events.said.cancelled': "L'événement est annulé.",
  'events.said.changedMeanwhile':
    "Quelqu'un a changé cet événement entre-temps. Rien n'a été écrit : comparez, puis enregistrez de nouveau.",
}
