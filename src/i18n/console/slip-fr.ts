/** The slip: why it cannot be sent, and what is said of it on the console. */
export const slipFr = {
  /** The name of a rule for one caller, of whom somebody said that he mattered. */
  'slip.exception': (v: { who: string }) => `Toujours prendre : ${v.who}`,
  'slip.problem.noRecipient': (_v: { value: string }) =>
    "Choisissez le destinataire : le message doit être pour quelqu'un.",
  'slip.problem.unknownRecipient': (v: { value: string }) =>
    `« ${v.value} » n'est pas un destinataire de ce client : choisissez dans la liste.`,
  'slip.problem.recipientLeft': (v: { value: string }) =>
    `${v.value} ne fait plus partie de l'entreprise : choisissez un autre destinataire.`,
  'slip.problem.nothingSaid': (_v: { value: string }) =>
    'Le message est vide : indiquez un objet, un texte, un motif ou la suite attendue (à rappeler, rappellera, pour information).',
  'slip.problem.noNumberToCall': (_v: { value: string }) =>
    "« À rappeler », mais à quel numéro ? L'appelant est inconnu et son numéro masqué : demandez-le, par exemple 06 12 34 56 78.",
  'slip.problem.notANumber': (v: { value: string }) =>
    `« ${v.value} » n'est pas un numéro de téléphone : attendu dix chiffres comme 06 12 34 56 78, ou +44 20 7946 0958 pour l'étranger.`,
  'slip.problem.emergencyNumber': (v: { value: string }) =>
    `« ${v.value} » est un numéro d'urgence : attendu le numéro de l'appelant, comme 06 12 34 56 78.`,
  'slip.problem.shortNumber': (v: { value: string }) =>
    `« ${v.value} » est un numéro court : attendu dix chiffres comme 06 12 34 56 78.`,
  'slip.problem.chargedNumber': (v: { value: string }) =>
    `« ${v.value} » est un numéro surtaxé ou satellite : attendu un numéro ordinaire, comme 06 12 34 56 78.`,
  'slip.problem.unassignedNumber': (v: { value: string }) =>
    `« ${v.value} » n'est attribué à personne : relisez-le à l'appelant ; attendu dix chiffres comme 06 12 34 56 78.`,
  'slip.problem.tooLong': (v: { value: string }) => `Trop long : ${v.value} caractères au plus.`,
  'slip.problem.required': (v: { value: string }) =>
    `« ${v.value} » est demandé par ce client : remplissez-le.`,
  'slip.problem.notAChoice': (v: { value: string }) =>
    `« ${v.value} » n'est pas parmi les réponses possibles : choisissez dans la liste.`,
  'slip.problem.unknownReason': (v: { value: string }) =>
    `Le motif « ${v.value} » n'existe plus : choisissez-en un autre.`,
  'slip.problem.reasonChanged': (v: { value: string }) =>
    `Les questions du motif « ${v.value} » viennent de changer : relisez-les, vos réponses sont gardées.`,
}
