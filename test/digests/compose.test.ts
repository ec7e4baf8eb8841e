import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeDigestSms, orderLines } from '../../src/digests/compose.ts'
import { countSegments } from '../../src/messages/sms-text.ts'
import { someAppointment, someDigest, someLine } from './some-digest.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 17, 9, minute))

test('what is urgent comes first, missed calls last, and of each kind the one that waits longest', () => {
  const open = [
    { messageId: 'missed', kind: 'missedCall', at: at(0) },
    { messageId: 'later', kind: 'message', at: at(20) },
    { messageId: 'promised', kind: 'callback', at: at(1) },
    { messageId: 'earlier', kind: 'message', at: at(10) },
    { messageId: 'flood', kind: 'urgent', at: at(30) },
  ] as const
  expect(orderLines(open).map((line) => line.messageId)).toEqual([
    'flood',
    'earlier',
    'later',
    'promised',
    'missed',
  ])
})

test('a text says who, what and when of each line, how to answer, and ends with the link', () => {
  const lines = [
    someLine({ number: 7, kind: 'urgent', what: 'text', callerName: null }),
    someLine({ number: 8 }),
    someLine({ number: 9, kind: 'callback', callerName: 'Mme Collin' }),
    someLine({ number: 10, kind: 'missedCall', what: 'missedCall', callerName: null, callerNumber: null }),
  ]
  const counts = { forwarded: 1, discarded: 2, inYourName: 0 }
  expect(composeDigestSms(someDigest({ lines, counts })).text.split('\n')).toEqual([
    'Cabinet Morel & Associés, récap de 18h00',
    '7. URGENT SMS du 01 99 00 20 02, 14h05',
    '8. Message vocal de M. Blanc, 14h05',
    '9. à rappeler : Message vocal de Mme Collin, 14h05',
    '10. Appel manqué, numéro masqué, 14h05',
    '2 filtrés, 1 transféré',
    'Rép. 7 ok ou 7 rappeler',
    'https://p.example/l/1/digest',
  ])
})

test('in English too', () => {
  const lines = [someLine({ number: 8 })]
  expect(composeDigestSms(someDigest({ language: 'en', clientName: 'Hart & Co', lines })).text).toBe(
    'Hart & Co, digest of 18:00\n8. Voicemail from M. Blanc, 14:05\nReply 8 ok or 8 call\nhttps://p.example/l/1/digest',
  )
})

test('a line that cannot receive texts offers only the link', () => {
  expect(composeDigestSms(someDigest({ answerable: false })).text).not.toContain('Rép.')
})

test('a health client, or one who chose links, is told times without names', () => {
  for (const bare of [{ health: true }, { carries: 'link' as const }]) {
    const { text } = composeDigestSms(someDigest({ ...bare, lines: [someLine({ body: 'mal au dos' })] }))
    expect(text).toContain('3. Message, 14h05')
    expect(text).not.toMatch(/Blanc|01 99|dos/)
  }
})

test('what does not fit in three segments stays behind the link, and says how much', () => {
  const lines = Array.from({ length: 30 }, (_, place) => someLine({ number: place + 1 }))
  const { text, segments } = composeDigestSms(someDigest({ lines }))
  expect(segments).toBe(3)
  const shown = text.match(/Message vocal/g)?.length ?? 0
  expect(shown).toBeGreaterThan(5)
  expect(text).toContain(`+ ${30 - shown} autres par le lien`)
  expect(text).toMatch(/\nhttps:\/\/p\.example\/l\/1\/digest$/)
})

test('a digest of nothing says so', () => {
  expect(composeDigestSms(someDigest({ lines: [] })).text).toContain('rien de nouveau')
})

test('whatever callers are called, three segments hold it and the link stays whole', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 60 })
  const line = fc.record({ callerName: name, number: fc.option(fc.integer({ min: 1, max: 99 })) })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), name, (lines, clientName) => {
      const facts = someDigest({ clientName, lines: lines.map((changes) => someLine(changes)) })
      const { text } = composeDigestSms(facts)
      expect(countSegments(text)).toBeLessThanOrEqual(3)
      expect(text.endsWith('\nhttps://p.example/l/1/digest')).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('appointments come after the messages, with how to answer a question', () => {
  const tomorrow = someAppointment({
    number: 6,
    kind: 'tomorrow',
    startsAt: new Date('2026-11-18T08:00:00Z'),
  })
  const agenda = [someAppointment(), tomorrow]
  expect(composeDigestSms(someDigest({ lines: [], agenda })).text.split('\n')).toEqual([
    'Cabinet Morel & Associés, récap de 18h00',
    '5. RDV à valider, jeudi 19/11 à 15h00, M. Blanc',
    '6. RDV mercredi 18/11 à 09h00, M. Blanc',
    'Répondez 5 oui ou 5 non',
    'https://p.example/l/1/digest',
  ])
  const bare = composeDigestSms(someDigest({ lines: [], agenda, health: true })).text
  expect(bare).toContain('5. RDV à valider, jeudi 19/11 à 15h00\n')
})
