import type { Change, Finding } from './compare-account.ts'

/** One finding in words for whoever runs the command, with what to do about it. */
export function describeFinding(finding: Finding): string {
  switch (finding.kind) {
    case 'number':
      return `${finding.number} (${finding.sid}):\n${linesOf(finding.changes)}`
    case 'application':
      return `TwiML application ${finding.sid}:\n${linesOf(finding.changes)}`
    case 'createApplication':
      return 'There is no TwiML application for the softphones: without one calls are taken as messages only'
    case 'createKey':
      return 'TWILIO_API_KEY and TWILIO_API_SECRET are not set: no softphone can sign in without them'
    case 'nameApplication':
      return `Set TWILIO_APP_SID=${finding.sid}: the application is there, the settings do not name it`
    case 'unknownApplication':
      return `TWILIO_APP_SID: the account has no application ${finding.sid}`
    case 'notActive':
      return `The account is ${finding.status}, expected active: no call arrives`
    case 'privateAddress':
      return `PUBLIC_URL: the exchange cannot reach ${finding.publicUrl}, expected https and a public host`
    case 'missingNumber':
      return `${finding.number}, the line of ${finding.client}, is not a number of this account`
    case 'cannotSpeak':
      return `${finding.number}, the line of ${finding.client}, takes no calls`
    case 'cannotText':
      return `${finding.number}, the line of ${finding.client}, takes no texts: set "texts: false" for it`
    case 'trial':
      return 'A trial account rings and texts only numbers that it has verified'
    case 'sameHost':
      return `${finding.number} falls back to this installation itself: a TwiML Bin that takes a voicemail would outlive it`
    case 'unusedNumber':
      return `${finding.number} is paid for and is nobody's line`
    default:
      return finding satisfies never
  }
}

const linesOf = (changes: readonly Change[]): string =>
  changes.map(({ field, from, to }) => `    ${field}: ${from || 'nothing'} -> ${to || 'nothing'}`).join('\n')
