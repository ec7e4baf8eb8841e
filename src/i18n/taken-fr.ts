/** How a slip that a secretary wrote reads, beside what it has in common with the others. */
export const takenFr = {
  'sms.wish.callBack': 'à rappeler',
  'sms.wish.willCallAgain': 'rappellera',
  'sms.wish.information': 'pour information',
  'sms.row': (v: { label: string; value: string }) => `${v.label} : ${v.value}`,
  'sms.correction': (v: { text: string }) => `Correction : ${v.text}`,
  'sms.elsewhere': (v: { message: string; name: string }) =>
    `Correction : le ${v.message} est pour ${v.name}, vous n'avez rien à faire.`,
  'sms.elsewhereLink': "Correction : un message ne vous était pas destiné, vous n'avez rien à faire.",
  'mail.wish.callBack': 'à rappeler',
  'mail.wish.willCallAgain': 'rappellera',
  'mail.wish.information': 'pour information',
  'mail.correction': (v: { text: string }) => `Correction : ${v.text}`,
  'mail.elsewhere': (v: { message: string; name: string }) =>
    `Correction : le ${v.message} est pour ${v.name}. Vous n'avez rien à faire.`,
  'mail.elsewhereLink': "Correction : un message ne vous était pas destiné. Vous n'avez rien à faire.",
  'mail.elsewhereSubject': 'Correction : un message ne vous était pas destiné',
  'mail.company': 'Société',
  'mail.callback': 'Rappeler au',
  'mail.shown': 'Numéro affiché',
  'mail.wish': 'Suite',
  'mail.for': 'Pour',
  'mail.about': 'Objet',
  'mail.reason': 'Motif',
}
