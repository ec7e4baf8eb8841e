import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeMail, composeSms, type MessageFacts } from '../../src/messages/compose.ts'
import type { TakenFacts } from '../../src/messages/taken-facts.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'

const link = 'https://permanence.test/l/4f3c2b1a09876543210fedcba9876543'
const bail: TakenFacts = {
  ...{ callbackNumber: parsePhoneNumber('06 12 34 56 78'), company: 'SARL Blanc', subject: 'Bail' },
  ...{ wish: 'callBack', wishWhen: 'demain matin', reason: 'Dossier en cours' },
  answers: [{ question: 'Quel avocat ?', answer: 'Me Roux' }],
  fields: [{ label: 'Référence', value: 'AB-118' }],
  ...{ isCorrection: false, forName: null, elsewhere: null },
}
const blanc: MessageFacts = {
  ...{ language: 'fr', clientName: 'Cabinet Morel', health: false, carries: 'everything', kind: 'taken' },
  ...{ urgency: 'ordinary', callerName: 'M. Blanc', callerNumber: parsePhoneNumber('+33199002002') },
  ...{ body: 'Le bail est à signer.', voicemailSeconds: null, taken: bail, timeZone: 'Europe/Paris', link },
  ...{ receivedAt: new Date('2026-11-21T13:05:00Z'), now: new Date('2026-11-21T13:06:00Z') },
  ...{ number: null, answerable: true, takesReplies: false },
}
const sms = (facts: Partial<MessageFacts>, taken: Partial<TakenFacts> = {}) =>
  composeSms({ ...blanc, ...facts, taken: { ...bail, ...taken } }).text
const mail = (facts: Partial<MessageFacts>, taken: Partial<TakenFacts> = {}) =>
  composeMail({ ...blanc, ...facts, taken: { ...bail, ...taken } })

test('the text of a slip says who, where to ring, what he wants, and what he said', () => {
  expect(sms({}).split('\n')).toEqual([
    ...[
      'Cabinet Morel',
      'Message de M. Blanc (SARL Blanc), 06 12 34 56 78, 14h05',
      'à rappeler, demain matin',
    ],
    ...['Bail', 'Le bail est à signer.', 'Quel avocat ? Me Roux', 'Référence : AB-118', link],
  ])
  expect(sms({ language: 'en' })).toContain(
    'Message from M. Blanc (SARL Blanc), 06 12 34 56 78, 14:05\nplease call back, demain matin\n',
  )
})

test('to her who wants to know who called it says also that he is to be rung back, and no word of his', () => {
  expect(sms({ carries: 'who' }).split('\n')).toEqual([
    'Cabinet Morel',
    'Message de M. Blanc (SARL Blanc), 06 12 34 56 78, 14h05',
    ...['à rappeler', link],
  ])
  const { text } = mail({ carries: 'who' })
  expect(text).toContain('Suite\u00a0: à rappeler\n')
  expect(text).not.toMatch(/demain|Bail|Roux|AB-118|signer/)
})

test('a health client’s slip is a link, also when it is corrected or went to somebody else', () => {
  for (const taken of [{}, { isCorrection: true }, { elsewhere: 'Me Roux' }]) {
    const { subject, text, html } = mail({ health: true }, taken)
    expect([sms({ health: true }, taken), subject, text, html].join()).not.toMatch(
      /Blanc|06 12|rappeler|Bail|Roux|AB-118|Morel|tel:/,
    )
  }
})

test('a correction says so in the text, in the subject and in the mail', () => {
  const urgent = { urgency: 'urgent', number: 3 } as const
  expect(sms(urgent, { isCorrection: true })).toMatch(
    /^URGENT - 3\. Cabinet Morel\nCorrection : message de M\. Blanc/,
  )
  const { subject, text } = mail(urgent, { isCorrection: true })
  expect(subject).toBe('[URGENT] Correction\u00a0: Cabinet Morel\u00a0: message de M. Blanc')
  expect(text).toContain('URGENT - Correction\u00a0: message\n')
  expect(mail({ language: 'en' }, { isCorrection: true }).subject).toMatch(/^Correction: Cabinet Morel: /)
})

test('who had it before is told whose it is, with nothing to open and nothing to answer', () => {
  const elsewhere = { isCorrection: true, elsewhere: 'Me Roux' }
  expect(sms({ number: 3 }, elsewhere)).toBe(
    "Cabinet Morel\nCorrection : le message de M. Blanc est pour Me Roux, vous n'avez rien à faire.",
  )
  const { text, html } = mail({ number: 3 }, elsewhere)
  expect(text).toContain('est pour Me Roux')
  expect(text + html).not.toMatch(/https|<a |répondre|Bail|06 12/)
})

test('a mail has a row for everything, each number to be rung with one press', () => {
  const { text, html } = mail({}, { forName: 'Me Roux' })
  const rows = ['Appelant : M. Blanc', 'Rappeler au : 06 12 34 56 78', 'Numéro affiché : 01 99 00 20 02']
  rows.push('Société : SARL Blanc', 'Suite : à rappeler, demain matin', 'Pour : Me Roux')
  rows.push('Motif : Dossier en cours', 'Objet : Bail', 'Quel avocat : Me Roux', 'Référence : AB-118')
  expect(text.replaceAll('\u00a0', ' ')).toContain(rows.join('\n'))
  expect(html).toContain('href="tel:+33612345678"')
  expect(html).toContain('href="tel:+33199002002"')
})

test('cards and links are masked wherever she wrote them down', () => {
  const secret = 'Carte 4970 1012 3456 7893, voir https://evil.com/x'
  const taken: Partial<TakenFacts> = {
    ...{ subject: secret, wishWhen: secret, reason: secret, answers: [{ question: 'Q ?', answer: secret }] },
    fields: [{ label: 'F', value: secret }],
  }
  const facts = { body: secret }
  const { text, html } = mail(facts, taken)
  for (const written of [sms(facts, taken), text, html]) expect(written).not.toMatch(/4970|evil\.com/)
})

test('whatever is written, a text has three segments at most and ends with the link', () => {
  const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('à côté '.repeat(90)))
  const written = fc.record({ company: words, subject: words, wishWhen: words, reason: words })
  const more = fc.record({ body: words, callerName: words, carries: fc.constantFrom('everything', 'who') })
  fc.assert(
    fc.property(written, more, words, (taken, facts, answer) => {
      const slip = { ...bail, ...taken, answers: [{ question: answer, answer }] }
      const composed = composeSms({ ...blanc, ...facts, taken: slip })
      expect(composed.segments).toBeLessThanOrEqual(3)
      expect(composed.text.endsWith(link)).toBe(true)
    }),
    { numRuns: 50 },
  )
})
