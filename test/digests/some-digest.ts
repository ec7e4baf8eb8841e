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

/** A Tuesday's digest of 18:00 in Paris. */
export const someDigest = (changes: Partial<DigestFacts> = {}): DigestFacts => ({
  language: 'fr',
  clientName: 'Cabinet Morel & Associés',
  health: false,
  carries: 'everything',
  dueAt: new Date('2026-11-17T17:00:00Z'),
  timeZone: 'Europe/Paris',
  lines: [someLine()],
  counts: { forwarded: 0, discarded: 0, inYourName: 0 },
  answerable: true,
  takesReplies: true,
  links: {
    digest: 'https://p.example/l/1/digest',
    availability: 'https://p.example/l/1/availability',
    settings: 'https://p.example/l/1/settings',
  },
  ...changes,
})
