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
  'sms.echoAppointment': 'Appointment',
  'sms.echo.confirmed': (v: { line: string; when: string; again: boolean }) =>
    `${v.line}: ${v.again ? 'already ' : ''}confirmed, ${v.when}.`,
  'sms.echo.declined': (v: { line: string; when: string; again: boolean }) =>
    `${v.line}: ${v.again ? 'already ' : ''}declined, ${v.when}.`,
  'sms.echo.cancelled': (v: { line: string; when: string; again: boolean }) =>
    `${v.line}: ${v.again ? 'already ' : ''}cancelled, ${v.when}.`,
  'sms.echo.moved': (v: { line: string; when: string; again: boolean }) =>
    v.again ? `${v.line}: it is ${v.when} already.` : `${v.line}: moved to ${v.when}.`,
  'sms.echoTaken': (v: { line: string; when: string }) =>
    `${v.line}: ${v.when} is not free, nothing changed.`,
  'sms.echoPast': (v: { line: string }) => `${v.line}: its time is past, nothing changed.`,
  'sms.echoAppointmentUndone': (v: { line: string; state: string; when: string }) =>
    `Undone: ${v.line}, ${v.state}, ${v.when}.`,
  'sms.appointment.reserved': 'reserved',
  'sms.appointment.proposed': 'waiting for your answer',
  'sms.appointment.confirmed': 'confirmed',
  'sms.appointment.declined': 'declined',
  'sms.appointment.cancelled': 'cancelled',
  'sms.appointment.held': 'over',
  'sms.appointment.missed': 'missed',
  'sms.echoMessage': 'Message',
  'sms.echoWithheld': 'withheld number',
  'sms.echoSaid': (v: { line: string; answer: string }) => `${v.line}: noted, ${v.answer}.`,
  'sms.echoNoNumber': 'His number is not known: the secretariat looks for it.',
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
