import type { AgendaLine } from '../../src/digests/agenda-lines.ts'
import type { DigestFacts, DigestLine } from '../../src/digests/digest-facts.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'

/** A line as Me Roux's digest has it, unless told otherwise. */
export const someLine = (changes: Partial<DigestLine> = {}): DigestLine => ({
  number: 3,
  kind: 'message',
  what: 'voicemail',
  callerName: 'M. Blanc',
  callerNumber: parsePhoneNumber('+33199002002'),
  body: null,
  wish: null,
  wishWhen: null,
  at: new Date('2026-11-17T13:05:00Z'),
  ...changes,
})

/** An appointment of M. Blanc's that waits for her, unless told otherwise. */
export const someAppointment = (changes: Partial<AgendaLine> = {}): AgendaLine => ({
  ...{ number: 5, kind: 'question', appointmentId: '00000000-0000-7000-8000-000000000005' },
  ...{ state: 'proposed', startsAt: new Date('2026-11-19T14:00:00Z'), title: 'Premier rendez-vous' },
  ...{ callerName: 'M. Blanc', callerNumber: null },
  ...changes,
})

/** A Tuesday's digest of 18:00 in Paris. */
export const someDigest = (changes: Partial<DigestFacts> = {}): DigestFacts => ({
  language: 'fr',
  clientName: 'Cabinet Morel & Associés',
  health: false,
  carries: 'everything',
  dueAt: new Date('2026-11-17T17:00:00Z'),
  timeZone: 'Europe/Paris',
  lines: [someLine()],
  agenda: [],
  counts: { forwarded: 0, discarded: 0, inYourName: 0 },
  answerable: true,
  takesReplies: true,
  links: {
    digest: 'https://p.example/l/1/digest',
    agenda: 'https://p.example/l/1/agenda',
    availability: 'https://p.example/l/1/availability',
    settings: 'https://p.example/l/1/settings',
  },
  ...changes,
})
