/** Recording of conversations: its settings, the call bar, the page of a call. */
export const recordingsFr = {
  'setup.tab.recording': 'Enregistrement',
  'setup.title.recording': 'Enregistrement des conversations',
  'recording.setup.what': 'Conversations entre secrétaire et appelant',
  'recording.setup.hint':
    "Aucune conversation n'est enregistrée sans un but choisi ici. L'appelant est toujours prévenu avant, et peut refuser d'une touche ; la secrétaire le voit. L'enregistrement à titre de preuve n'est pas proposé.",
  'recording.setup.health':
    "Client de santé : ses conversations ne sont jamais enregistrées, et rien ne peut l'autoriser ici.",
  'recording.setup.purpose': 'But',
  'recording.setup.never': 'Jamais enregistrer',
  'recording.purpose.training': 'Formation des secrétaires',
  'recording.purpose.quality': "Qualité de l'accueil",
  'recording.setup.announcement': "Annonce dite à l'appelant",
  'recording.setup.announcementHint':
    'Laissée vide, la nôtre dit le but et la durée. La touche pour refuser est toujours dite après.',
  'recording.setup.share': 'Part des appels, en %',
  'recording.setup.shareHint': (v: { most: number }) =>
    `${v.most} % au plus ; au-delà, seul un propriétaire peut le décider, avec une raison. Les appels sont tirés au sort : personne ne les choisit.`,
  'recording.setup.shareReason': `Raison d'aller au-delà`,
  'recording.setup.shareReasonHint': 'Par exemple : formation de deux débutantes en janvier.',
  'recording.setup.retention': 'Conservation, en jours',
  'recording.setup.retentionHint':
    'De 1 à 180. Une durée plus courte vaut aussi pour ce qui est déjà enregistré.',
  'recording.setup.pauseKey': 'La touche F7 met en pause (pendant que des données bancaires sont dictées)',
  'recording.setup.hears': "Ce que l'appelant entend",
  'recording.bar.on': 'Enregistré',
  'recording.bar.paused': 'Enregistrement en pause',
  'recording.bar.waits': 'Enregistrement suspendu',
  'recording.bar.pausing': 'Pause non confirmée : ne faites rien dicter de secret',
  'recording.bar.failed': 'Non enregistré : le standard ne l’a pas fait',
  'recording.bar.refused': 'Non enregistré : l’appelant refuse',
  'recording.bar.pause': 'Pause',
  'recording.bar.resume': 'Reprendre',
  'recording.bar.refuse': 'Il refuse',
  'recording.bar.title': 'Enregistrement de la conversation',
  'recording.desk.title': 'Conversation enregistrée',
  'recording.desk.length': (v: { minutes: number; seconds: number }) =>
    v.minutes > 0 ? `${v.minutes} min ${v.seconds} s` : `${v.seconds} s`,
  'recording.desk.until': (v: { purpose: string; date: string }) =>
    `${v.purpose} · effacée au plus tard le ${v.date}`,
  'recording.desk.arriving': 'Elle arrive de l’opérateur.',
  'recording.desk.lost': 'Elle n’a pas pu être récupérée.',
  'recording.desk.notYours': 'Seules les responsables peuvent l’écouter.',
  'recording.desk.leaving': 'En cours d’effacement.',
  'recording.desk.gone': (v: { when: string }) => `Effacée ici et chez l’opérateur, vérifié ${v.when}.`,
  'recording.desk.refused': 'L’appelant a refusé d’être enregistré.',
  'recording.desk.erase': 'Effacer cet enregistrement',
  'recording.desk.eraseAbout':
    'L’appelant s’y oppose, ou il n’a plus d’utilité. Il est effacé ici et chez l’opérateur, sans retour.',
  'recording.desk.eraseYes': 'Effacer',
}
