/** A client's own fields and ready-made slips. */
export const setupSlipEn = {
  'setup.slipField': 'Field',
  'setup.slipFieldLabel': 'Question',
  'setup.slipFieldChoices': 'Answers to choose from',
  'setup.slipFieldChoicesHint': 'One a line. Empty: any answer.',
  'setup.slipFieldRequired': 'must be answered',
  'setup.slipTemplate': 'Template',
  'setup.slipTemplateName': 'Name',
  'setup.slipTemplateSubject': 'Subject',
  'setup.slipTemplateBody': 'Text',
  'setup.slipTemplateWish': 'Wish',
  'setup.wish.callBack': 'to be called back',
  'setup.wish.willCallAgain': 'will call again',
  'setup.wish.information': 'for information',
}
