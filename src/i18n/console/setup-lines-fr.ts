/** A client's lines. */
export const setupLinesFr = {
  'setup.line': 'Ligne',
  'setup.lineNumber': 'Numéro dédié',
  'setup.lineNumberHint': 'Un numéro de notre compte.',
  'setup.lineRecipient': 'Destinataire habituel',
  'setup.lineRecipientHint': 'Pour qui sont les messages quand aucune règle ne dit autre chose.',
  'setup.diversion': 'Renvoi',
  'setup.diversionHint': 'Comment le numéro public arrive sur cette ligne.',
  'setup.diversion.none': 'Aucun : la ligne est composée directement',
  'setup.diversion.always': 'Toujours',
  'setup.diversion.onNoAnswer': 'Sur non-réponse',
  'setup.lineTexts': 'SMS',
  'setup.receivesTexts': 'Les SMS envoyés à cette ligne nous parviennent',
  'setup.sender': "Nom d'expéditeur",
  'setup.senderHint':
    'Onze lettres, chiffres et espaces au plus ; on ne peut pas y répondre. Vide : le numéro.',
}
