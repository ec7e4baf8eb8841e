/** A client's own fields and ready-made slips. */
export const setupSlipFr = {
  'setup.slipField': 'Champ',
  'setup.slipFieldLabel': 'Question',
  'setup.slipFieldChoices': 'Réponses proposées',
  'setup.slipFieldChoicesHint': 'Une par ligne. Vide : réponse libre.',
  'setup.slipFieldRequired': 'réponse obligatoire',
  'setup.slipTemplate': 'Modèle',
  'setup.slipTemplateName': 'Nom',
  'setup.slipTemplateSubject': 'Objet',
  'setup.slipTemplateBody': 'Texte',
  'setup.slipTemplateWish': 'Demande',
  'setup.wish.callBack': 'à rappeler',
  'setup.wish.willCallAgain': 'rappellera',
  'setup.wish.information': 'pour information',
}
