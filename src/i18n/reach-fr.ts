/** Numbers and addresses that were changed at the console, and numbers that wait. */
export const reachFr = {
  'reach.mail.subject': (v: { client: string }) => `${v.client} : un numéro ou une adresse a changé`,
  'reach.mail.mobile': (v: { client: string; name: string; before: string; after: string }) =>
    `Chez votre secrétariat, pour ${v.client}, le mobile de ${v.name} est désormais le ${v.after} (avant : ${v.before}).`,
  'reach.mail.email': (v: { client: string; name: string; before: string; after: string }) =>
    `Chez votre secrétariat, pour ${v.client}, l'adresse de ${v.name} est désormais ${v.after} (avant : ${v.before}).`,
  'reach.mail.emergencyNumber': (v: { client: string; name: string; before: string; after: string }) =>
    `Chez votre secrétariat, le numéro de secours de ${v.client} est désormais le ${v.after} (avant : ${v.before}).`,
  'reach.mail.waits': (v: { when: string; before: string }) =>
    `Aucun appel n'y est encore transféré. Ce sera à partir de ce moment : ${v.when}, ou dès qu'une deuxième personne le confirme. D'ici là, les appels vont au numéro d'avant (${v.before}) ou sont pris en message.`,
  'reach.mail.why': "Si vous n'avez rien demandé, appelez tout de suite votre secrétariat.",
  'reach.mail.press': 'Dire si ce numéro est bien le vôtre :',
  'reach.title': 'Ce numéro est-il le vôtre ?',
  'reach.asks': (v: { when: string }) =>
    `Votre secrétariat a enregistré ce numéro pour vous. Les appels y seront transférés à partir de ce moment : ${v.when}. Si vous le confirmez, ce sera tout de suite.`,
  'reach.confirmed': 'Ce numéro est confirmé : les appels y sont transférés.',
  'reach.elapsed': 'Les appels sont transférés à ce numéro.',
  'reach.refused':
    "Vous avez dit que ce numéro n'est pas le vôtre : aucun appel n'y est transféré, et votre secrétariat est prévenu.",
  'reach.replaced': "Ce numéro n'est plus celui que votre secrétariat a pour vous.",
  'reach.itsMine': "Oui, c'est mon numéro",
  'reach.notMine': "Non, ce n'est pas le mien",
  'reach.waiting': 'Numéro en attente',
  'reach.waitsAt': (v: { name: string; number: string; when: string }) =>
    `Le ${v.number} (${v.name}) est nouveau : aucun appel n'y est transféré avant ce moment : ${v.when}, sauf si une deuxième personne le confirme.`,
  'reach.refusedAt': (v: { name: string; number: string }) =>
    `${v.name} a dit que le ${v.number} n'est pas son numéro : aucun appel n'y est transféré. Enregistrez le bon.`,
  'reach.meanwhile': (v: { number: string }) => `D'ici là, les appels vont au ${v.number}.`,
  'reach.meanwhileNone': "D'ici là, les appels sont traités comme si cette personne ne répondait pas.",
  'reach.emergency': 'numéro de secours',
  'reach.setBy': (v: { name: string }) => `Enregistré par ${v.name}.`,
  'reach.confirm': 'Confirmer ce numéro',
  'reach.notYours':
    "Vous l'avez enregistré : une autre personne de l'encadrement, ou l'intéressé par le courriel qu'il a reçu, peut le confirmer.",
  'reach.notConfirmed.samePerson':
    "Rien n'a changé : vous avez enregistré ce numéro, une autre personne doit le confirmer.",
  'reach.notConfirmed.newAccount':
    "Rien n'a changé : votre compte a été créé ou modifié par quelqu'un d'autre depuis hier. Le numéro attendra.",
  'reach.password':
    "Ce numéro est nouveau : donnez votre mot de passe pour enregistrer. Les appels y seront transférés après 24 heures, ou dès qu'une deuxième personne le confirme.",
  'reach.passwordPreparing': 'Ce numéro est nouveau : donnez votre mot de passe pour enregistrer.',
  'task.reachUntold': 'Prévenir les dirigeants',
  'task.reachUntold.do':
    "Un numéro ou une adresse de ce client a changé et le courriel n'est pas parti. Prévenez les dirigeants, par un numéro que vous connaissez déjà.",
  'task.numberRefused': 'Numéro refusé',
  'task.numberRefused.do':
    "Le dirigeant dit que le numéro enregistré pour lui n'est pas le sien. Appelez-le à un numéro que vous connaissez déjà, et voyez qui l'a enregistré.",
  'reach.links.subject': (v: { client: string }) => `${v.client} : vos nouveaux liens`,
  'reach.links.body': (v: { client: string }) =>
    `Voici vos liens pour ${v.client} : vos réglages, puis votre disponibilité. Ceux d'avant ne s'ouvrent plus.`,
  'reach.links.keep': 'Ils valent une clé : ne les transmettez à personne.',
  'reach.links.settings': 'Mes réglages',
  'reach.links.availability': 'Ma disponibilité',
  'reach.links.button': 'Envoyer de nouveaux liens',
  'reach.links.about':
    "Les liens vers ses réglages et sa disponibilité, que portent ses récapitulatifs, ne s'ouvriront plus ; de nouveaux lui sont envoyés par courriel.",
  'reach.links.sent': 'Les nouveaux liens sont partis par courriel.',
  'reach.links.notSent': "Les anciens liens sont fermés, mais le courriel n'est pas parti. Réessayez.",
  'reach.links.noAddress': "Rien n'a changé : cette personne n'a pas d'adresse électronique.",
}
