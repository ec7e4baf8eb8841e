import type { outgoingFr } from './outgoing-fr.ts'

export const outgoingEn = {
  'outgoing.ring': 'Call',
  'outgoing.ringNumber': (v: { number: string }) => `Call ${v.number}`,
  'outgoing.ringBack': (v: { number: string }) => `Call back ${v.number}`,
  'outgoing.title': 'Call',
  'outgoing.from': (v: { line: string; purpose: string }) => `From ${v.line} · purpose: ${v.purpose}`,
  'outgoing.slip': 'The slip',
  'outgoing.callback': 'The callback',
  'outgoing.purpose': 'Purpose',
  'outgoing.otherPurpose': 'For another purpose',
  'outgoing.number': 'Number',
  'outgoing.purpose.callback': 'callback',
  'outgoing.purpose.order': 'asked for by the client',
  'outgoing.purpose.service': 'service',
  'outgoing.purpose.prospecting': 'prospecting',
  'outgoing.outcome.reached': 'Reached',
  'outgoing.outcome.busy': 'Busy',
  'outgoing.outcome.noAnswer': 'No answer',
  'outgoing.outcome.failed': 'Could not be reached: the number does not connect',
  'outgoing.outcome.refusedNumber': 'The exchange refuses to call that number',
  'outgoing.outcome.exchangeBusy': 'The exchange is busy: try again in a moment',
  'outgoing.outcome.away': 'The exchange did not answer: try again',
  'outgoing.outcome.stopped': 'Outgoing calls have just been stopped',
  'outgoing.outcome.notConnected': 'Your telephone did not connect: open its window again and retry',
  'outgoing.outcome.cancelled': 'Hung up before the answer',
  'outgoing.outcome.brokeOff':
    'Cut off: your line broke. Whoever you spoke with heard our excuses, call back',
  'outgoing.refused.number': (v: { number: string; why: string }) =>
    `The number “${v.number}” cannot be called: ${v.why}.`,
  'outgoing.why.emergency': 'it is an emergency number, to be dialled on your own telephone',
  'outgoing.why.short': 'it is a short number, often at a premium rate',
  'outgoing.why.invalid':
    'it is not a whole number. Expected for instance 01 99 00 20 01 or +44 20 7946 0958',
  'outgoing.why.premium': 'it has a premium rate',
  'outgoing.why.sharedCost': 'it has a shared-cost rate',
  'outgoing.why.personal': 'it is a personal number at a premium rate',
  'outgoing.why.satellite': 'it is a satellite telephone at a premium rate',
  'outgoing.why.country': 'its country is not open for this client. A supervisor can add it in the settings',
  'outgoing.refused.ownLine': (v: { number: string }) =>
    `The number “${v.number}” is a line of this agency: the call would ring here.`,
  'outgoing.refused.resting': 'This client is not served at present: nobody is called for it.',
  'outgoing.refused.stopped': (v: { by: string; when: string }) =>
    `Outgoing calls are stopped by ${v.by}, ${v.when}. Ask the owner of the agency.`,
  'outgoing.refused.callsADay': (v: { limit: number }) =>
    `The ${v.limit} outgoing calls a day agreed for this client are used up. Go on tomorrow, or ask a supervisor to raise the limit in its settings.`,
  'outgoing.refused.minutesADay': (v: { limit: number }) =>
    `The ${v.limit} minutes a day of outgoing calls agreed for this client are used up. Go on tomorrow, or ask a supervisor to raise the limit in its settings.`,
  'outgoing.refused.noCalls':
    'No outgoing calls are agreed for this client. A supervisor can allow some in its settings.',
  'outgoing.refused.noConsent': (v: { number: string }) =>
    `Prospecting refused: no consent is noted for ${v.number}. The law demands one since 11 August 2026 to call a consumer. Note it on the contact’s page if it was given.`,
  'outgoing.refused.hours':
    'Prospecting refused at this hour: the law allows calls to consumers from Monday to Friday, 10:00 to 13:00 and 14:00 to 20:00, never on a public holiday.',
  'outgoing.refused.tooOften': (v: { number: string }) =>
    `Prospecting refused: ${v.number} was called four times within thirty days already, the legal maximum.`,
  'outgoing.refused.off': 'Your station is closed: take it in the telephone’s window, then call again.',
  'outgoing.refused.unreachable':
    'Your telephone’s window is not open, or has lost its connection: open it, then call again.',
  'outgoing.refused.telephone':
    'Your station answers by a telephone: set it to the browser to call from the console.',
  'outgoing.refused.busy': 'You are in a call already: end it first.',
  'consent.title': 'Prospecting',
  'consent.law':
    'Since 11 August 2026 a consumer is called for prospecting only with the consent noted here.',
  'consent.business': 'This is a business: no consent is needed.',
  'consent.person': 'This is a consumer.',
  'consent.toBusiness': 'It is a business',
  'consent.toPerson': 'It is a consumer',
  'consent.none': 'No consent noted.',
  'consent.given': (v: { by: string; on: string; how: string }) => `Given by ${v.by} on ${v.on}: ${v.how}`,
  'consent.noted': (v: { name: string; when: string }) => `noted by ${v.name}, ${v.when}`,
  'consent.withdrawn': (v: { name: string; when: string }) => `withdrawn, noted by ${v.name}, ${v.when}`,
  'consent.withdraw': 'Note the withdrawal',
  'consent.note': 'Note a consent',
  'consent.givenBy': 'Who gave it',
  'consent.givenOn': 'Which day',
  'consent.how': 'How (form, letter, by word of mouth…)',
  'consent.bad': 'The name, a day that is not to come, and how it was given are needed.',
} satisfies Record<keyof typeof outgoingFr, unknown>
