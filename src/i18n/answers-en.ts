/** What an executive is told of her answers, in the letters of GSM-7. */
export const answersEn = {
  'mail.replyHint.sms': (v: { number: number }) => `To answer by text: ${v.number} ok or ${v.number} call`,
  'mail.replyHint.email': (v: { number: number }) =>
    `To answer this e-mail: ${v.number} ok or ${v.number} call`,
  'mail.replyHint.both': (v: { number: number }) =>
    `To answer by text or to this e-mail: ${v.number} ok or ${v.number} call`,
  'sms.replyHint': (v: { number: number }) => `Reply ${v.number} ok or ${v.number} call`,

  'sms.answer.received': 'seen',
  'sms.answer.secretaryCalls': 'the office rings back',
  'sms.answer.executiveCalls': 'you ring back',
  'sms.echoMessage': 'Message',
  'sms.echoWithheld': 'withheld number',
  'sms.echoSaid': (v: { line: string; answer: string }) => `${v.line}: noted, ${v.answer}.`,
  'sms.echoReplaced': (v: { answer: string }) => `Replaces: ${v.answer}.`,
  'sms.echoFinish': (v: { number: number | null }) => `${v.number} ok when done.`,
  'sms.echoFinished': (v: { line: string }) => `${v.line}: noted, done.`,
  'sms.echoAlready': (v: { line: string; answer: string }) => `${v.line}: noted before, ${v.answer}.`,
  'sms.echoClosed': (v: { line: string }) => `${v.line}: settled already, nothing changed.`,
  'sms.echoUnknownLine': (v: { number: number }) => `No line ${v.number} is open, nothing was done.`,
  'sms.echoNoQuestion': (v: { line: string }) => `${v.line} awaits no yes or no, nothing was done.`,
  'sms.echoNoAppointment': (v: { line: string }) => `${v.line} is no appointment, nothing was cancelled.`,
  'sms.echoUndo': 'To take back: undo',
  'sms.echoUndone': (v: { line: string; answer: string }) => `Taken back: ${v.line}, ${v.answer}.`,
  'sms.echoHolds': (v: { answer: string }) => `Still holds: ${v.answer}.`,
  'sms.echoOtherUndone': 'Taken back: your last choice on the page.',

  'sms.status.available': 'available',
  'sms.status.busy': 'busy',
  'sms.status.away': 'away',
  'sms.statusUntil': (v: { what: string; until: string }) => `${v.what} until ${v.until}`,
  'sms.echoStatus': (v: { status: string }) => `You are shown as ${v.status}.`,
  'sms.echoStatusSet': (v: { status: string }) => `Noted: you are shown as ${v.status}.`,
  'sms.echoStatusUndone': (v: { status: string }) => `Taken back: you are shown as ${v.status}.`,

  'sms.echo.overtaken': 'This came late: your later answer holds.',
  'sms.echo.nothingToUndo': 'Nothing to take back.',
  'sms.echo.changedSince': 'Somebody else changed it since, nothing was taken back.',
  'sms.echo.help':
    '3 ok: seen. 3 call: the office rings back. undo: takes back. status: how you are shown. away until 3pm',
  'sms.echo.unclear':
    'Not understood, nothing was done: your office will read your message. Useful words: help',
}
