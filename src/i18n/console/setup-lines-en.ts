/** A client's lines. */
export const setupLinesEn = {
  'setup.line': 'Line',
  'setup.lineNumber': 'Number',
  'setup.lineNumberHint': 'A number of our account.',
  'setup.lineRecipient': 'Default recipient',
  'setup.lineRecipientHint': 'For whom messages are when no rule says otherwise.',
  'setup.diversion': 'Diversion',
  'setup.diversionHint': 'How the public number reaches this line.',
  'setup.diversion.none': 'None: the line is dialled itself',
  'setup.diversion.always': 'Always',
  'setup.diversion.onNoAnswer': 'On no answer',
  'setup.lineTexts': 'Texts',
  'setup.receivesTexts': 'Texts sent to this line reach us',
  'setup.sender': 'Sender name',
  'setup.senderHint': 'Eleven letters, digits and spaces at most; nobody can answer it. Empty: the number.',
}
