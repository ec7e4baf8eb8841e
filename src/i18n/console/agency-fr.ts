/** What the owner allows and forbids for the whole agency. */
export const agencyFr = {
  'agency.title': 'Réglages de l’agence',
  'agency.turnedBy': (p: { name: string; when: string }) => `par ${p.name}, ${p.when}`,
  'agency.outgoingStopped': 'Appels sortants',
  'agency.outgoingStopped.does':
    'À l’arrêt, plus aucun appel ne part de la console, pour aucun client. Les appels en cours se poursuivent, ceux qui arrivent aussi.',
  'agency.outgoingStopped.isOn': 'À l’arrêt',
  'agency.outgoingStopped.isOff': 'Permis',
  'agency.outgoingStopped.on': 'Arrêter les appels sortants',
  'agency.outgoingStopped.off': 'Les permettre de nouveau',
  'agency.singleFigures': 'Chiffres par personne',
  'agency.singleFigures.does':
    'Les mesures sont celles des équipes. Si vous le permettez, les responsables voient aussi celles d’une seule personne, qui voit les siennes ; chaque consultation est notée.',
  'agency.singleFigures.isOn': 'Permis',
  'agency.singleFigures.isOff': 'Non permis',
  'agency.singleFigures.on': 'Permettre les chiffres par personne',
  'agency.singleFigures.off': 'Ne plus les permettre',
}
