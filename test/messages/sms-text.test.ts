import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { expect, test } from 'vitest'
import { spellForSms } from '../../src/messages/sms-spelling.ts'
import { countSegments, fitSms } from '../../src/messages/sms-text.ts'

const link = '\nhttps://p.test/l/aB3'

test.each([
  ['reçu', 'recu'],
  ['être à l’hôtel', "etre à l'hotel"],
  ['« Bonjour »', '"Bonjour"'],
  ['«\u00a0Bonjour\u00a0»', '"Bonjour"'],
  ['“oui” ‘non’', '"oui" \'non\''],
  ['œuvre, Œuvre', 'oeuvre, OEuvre'],
  ['À demain… – Noël', 'A demain... - Noel'],
  ['14\u202fh\u00a005', '14 h 05'],
  ['n° 5, 20 °C', 'no 5, 20 degC'],
  ['déjà, où, È, Ç, É, ù, €', 'déjà, où, E, Ç, É, ù, €'],
  ['e\u0301te\u0301', 'été'],
  ['a\r\nb\rc\td', 'a\nb\nc d'],
  ['Merci 👍🏽 beaucoup 👨‍👩‍👧 !', 'Merci beaucoup !'],
  ['½ tarif', '1/2 tarif'],
])('%j is spelled %j', (text, spelled) => {
  expect(spellForSms(text)).toBe(spelled)
  expect(new SegmentedMessage(spelled).encodingName).toBe('GSM-7')
})

test.each(['👍', 'Привет, перезвоните', 'مرحبا'])('%s cannot be spelled otherwise and stays', (text) => {
  expect(spellForSms(text)).toBe(text)
})

test('accents stay where they cost nothing', () => {
  expect(fitSms('Reçu, à bientôt', link)).toEqual({ text: `Reçu, à bientôt${link}`, segments: 1 })
})

test('accents go where that halves the cost', () => {
  const text = `Reçu. ${'Bonjour à tous. '.repeat(7)}`.trim()
  expect(countSegments(text + link)).toBe(3)
  expect(fitSms(text, link)).toEqual({ text: text.replace('ç', 'c') + link, segments: 1 })
})

test('a text of 2,000 characters is cut at a word, and the link stays whole', () => {
  const sms = fitSms('rendez-vous demain '.repeat(105), link)
  expect(sms.segments).toBe(3)
  expect(sms.text).toMatch(/ (?:rendez-vous|demain)\.\.\.\nhttps:\/\/p\.test\/l\/aB3$/)
  expect(sms.text.length).toBeGreaterThan(440)
  expect(sms.text.length).toBeLessThanOrEqual(459)
})

test('a long text in another script is cut to three UCS-2 segments', () => {
  const sms = fitSms('перезвоните мне '.repeat(50), link)
  expect(sms.segments).toBe(3)
  expect(sms.text.endsWith(`...${link}`)).toBe(true)
})

test('a link too long for any text is a bug of ours and throws', () => {
  expect(() => fitSms('a', `\nhttps://p.test/${'x'.repeat(600)}`)).toThrow('does not fit')
})

test('whatever the text, three segments hold it with its link', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 700 })
  const french = fc.string({
    unit: fc.constantFrom('é', 'ç', ' ', 'a', '€', '[', '’', '\n', '👍'),
    maxLength: 700,
  })
  fc.assert(
    fc.property(fc.oneof(anyText, french), (text) => {
      const sms = fitSms(text, link)
      expect(sms.segments).toBeLessThanOrEqual(3)
      expect(sms.segments).toBe(countSegments(sms.text))
      expect(sms.text.endsWith(link)).toBe(true)
    }),
    { numRuns: 100 },
  )
})
