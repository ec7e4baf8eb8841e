/** What an executive is told of her answers. In GSM-7: no ç, ê, ô, û, œ. */
export const answersFr = {
  'mail.replyHint.sms': (v: { number: number }) =>
    `Pour répondre par SMS : ${v.number} ok ou ${v.number} rappeler`,
  'mail.replyHint.email': (v: { number: number }) =>
    `Pour répondre à ce courriel : ${v.number} ok ou ${v.number} rappeler`,
  'mail.replyHint.both': (v: { number: number }) =>
    `Pour répondre par SMS ou à ce courriel : ${v.number} ok ou ${v.number} rappeler`,
  'sms.replyHint': (v: { number: number }) => `Rép. ${v.number} ok ou ${v.number} rappeler`,

  'sms.answer.received': 'vu',
  'sms.answer.secretaryCalls': 'le secrétariat rappelle',
  'sms.answer.executiveCalls': 'vous rappelez',
  'sms.echoAppointment': 'RDV',
  'sms.echo.confirmed': (v: { line: string; when: string; again: boolean }) =>
    `${v.line} : RDV ${v.again ? 'déjà ' : ''}confirmé, ${v.when}.`,
  'sms.echo.declined': (v: { line: string; when: string; again: boolean }) =>
    `${v.line} : RDV ${v.again ? 'déjà ' : ''}refusé, ${v.when}.`,
  'sms.echo.cancelled': (v: { line: string; when: string; again: boolean }) =>
    `${v.line} : RDV ${v.again ? 'déjà ' : ''}annulé, ${v.when}.`,
  'sms.echo.moved': (v: { line: string; when: string; again: boolean }) =>
    v.again ? `${v.line} : RDV déjà prévu ${v.when}.` : `${v.line} : RDV déplacé, ${v.when}.`,
  'sms.echoTaken': (v: { line: string; when: string }) =>
    `${v.line} : ${v.when} n'est pas libre, rien n'est changé.`,
  'sms.echoPast': (v: { line: string }) => `${v.line} : l'heure est passée, rien n'est changé.`,
  'sms.echoAppointmentUndone': (v: { line: string; state: string; when: string }) =>
    `Annulé : ${v.line}, RDV ${v.state}, ${v.when}.`,
  'sms.appointment.reserved': 'réservé',
  'sms.appointment.proposed': 'à valider',
  'sms.appointment.confirmed': 'confirmé',
  'sms.appointment.declined': 'refusé',
  'sms.appointment.cancelled': 'annulé',
  'sms.appointment.held': 'passé',
  'sms.appointment.missed': 'manqué',
  'sms.echoMessage': 'Message',
  'sms.echoWithheld': 'numéro masqué',
  'sms.echoSaid': (v: { line: string; answer: string }) => `${v.line} : noté, ${v.answer}.`,
  'sms.echoNoNumber': 'Son numéro manque : le secrétariat le cherche.',
  'sms.echoReplaced': (v: { answer: string }) => `Remplace : ${v.answer}.`,
  'sms.echoFinish': (v: { number: number | null }) => `${v.number} ok quand c'est fait.`,
  'sms.echoFinished': (v: { line: string }) => `${v.line} : noté, c'est fait.`,
  'sms.echoAlready': (v: { line: string; answer: string }) => `${v.line} : déjà noté, ${v.answer}.`,
  'sms.echoClosed': (v: { line: string }) => `${v.line} : déjà réglé, rien n'est changé.`,
  'sms.echoUnknownLine': (v: { number: number }) => `Pas de ligne ${v.number} en cours, rien n'est fait.`,
  'sms.echoNoQuestion': (v: { line: string }) => `${v.line} n'attend ni oui ni non, rien n'est fait.`,
  'sms.echoNoAppointment': (v: { line: string }) => `${v.line} n'est pas un rendez-vous, rien n'est annulé.`,
  'sms.echoUndo': 'Pour annuler : erreur',
  'sms.echoUndone': (v: { line: string; answer: string }) => `Annulé : ${v.line}, ${v.answer}.`,
  'sms.echoHolds': (v: { answer: string }) => `Reste valable : ${v.answer}.`,
  'sms.echoOtherUndone': 'Annulé : votre dernier choix sur la page.',

  'sms.status.available': 'disponible',
  'sms.status.busy': 'non disponible',
  'sms.status.away': 'en absence',
  'sms.statusUntil': (v: { what: string; until: string }) => `${v.what} jusqu'à ${v.until}`,
  'sms.echoStatus': (v: { status: string }) => `Vous apparaissez ${v.status}.`,
  'sms.echoStatusSet': (v: { status: string }) => `Noté : vous apparaissez ${v.status}.`,
  'sms.echoStatusUndone': (v: { status: string }) => `Annulé : vous apparaissez ${v.status}.`,

  'sms.echo.overtaken': 'Arrivé en retard : votre réponse plus récente reste valable.',
  'sms.echo.nothingToUndo': 'Rien à annuler.',
  'sms.echo.changedSince': "Quelqu'un d'autre l'a changé depuis, rien n'est annulé.",
  'sms.echo.help':
    "3 ok : vu. 3 rappeler : le secrétariat rappelle. erreur : annule. dispo : votre statut. absent jusqu'à 15h",
  'sms.echo.unclear':
    "Pas compris, rien n'est fait : le secrétariat va lire votre message. Mots utiles : aide",
}
