import { plural } from './french.ts'

/** An executive's own pages about her appointments, behind signed links. */
export const herAgendaFr = {
  'hers.title': 'Rendez-vous',
  'hers.agenda': 'Votre agenda',
  'hers.allAgenda': 'Tout votre agenda',
  'hers.more': 'Détails, autre heure',
  'hers.waiting': (v: { count: number }) =>
    v.count === 0
      ? "Aucun rendez-vous n'attend votre réponse."
      : `${plural(v.count, 'rendez-vous attend', 'rendez-vous attendent')} votre réponse.`,
  'hers.coming': 'Les 30 prochains jours',
  'hers.nothing': 'Aucun rendez-vous.',
  'hers.over': 'passé',
  'hers.answerBy': (v: { when: string }) => `Répondez au plus tard ${v.when}.`,
  'hers.ifSilent.confirm': 'Sans réponse, il sera confirmé.',
  'hers.ifSilent.decline': 'Sans réponse, il sera refusé.',
  'hers.ifSilent.keepAsking': 'Sans réponse, votre secrétariat vous appelle.',
  'hers.who': 'Avec',
  'hers.email': 'Courriel',
  'hers.note': 'Note',
  'hers.why': 'Où en est-on',
  'hers.before': (v: { count: number }) => `Avant cela (${v.count})`,
  'hers.you': 'vous',
  'hers.told': (v: { what: string; who: string; when: string; way: string }) =>
    `${v.what} par ${v.who} ${v.when}${v.way}.`,
  'hers.instead': (v: { from: string; to: string }) => `Du ${v.from} au ${v.to}.`,
  'hers.did.proposed': 'Noté',
  'hers.did.confirmed': 'Confirmé',
  'hers.did.declined': 'Refusé',
  'hers.did.moved': 'Déplacé',
  'hers.did.cancelled': 'Annulé',
  'hers.did.held': 'Noté tenu',
  'hers.did.missed': 'Noté manqué',
  'hers.did.restored': 'Rétabli',
  'hers.did.overtaken': 'Réponse dépassée, donnée',
  'hers.saidByYou': (v: { when: string }) => `Vous avez répondu ${v.when}.`,
  'hers.doneForYou': (v: { when: string }) => `Fait en votre nom ${v.when}.`,
  'hers.undoYours': 'Revenir sur ma réponse',
  'hers.undoTheirs': 'Revenir là-dessus',
  'hers.addReason': 'Ajouter un motif',
  'hers.reason': 'Motif, pour votre secrétariat',
  'hers.callerHears':
    "L'appelant en est informé deux minutes après : d'ici là, vous pouvez changer d'avis sans le déranger.",
  'hers.otherTime': 'Proposer une autre heure',
  'hers.pick': 'Le rendez-vous est déplacé dès que vous choisissez une heure libre :',
  'hers.noFree': 'Aucune heure libre sur cette période.',
  'hers.from': 'Heures libres à partir du',
  'hers.look': 'Chercher',
  'hers.words': "Ou dites ce qui vous irait : votre secrétariat s'en occupe",
  'hers.ask': 'Demander à mon secrétariat',
  'hers.asked': (v: { when: string }) => `Demandé à votre secrétariat ${v.when} :`,
}
