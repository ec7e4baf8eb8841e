import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { expect, test } from 'vitest'
import { foreignLetters, gsmUnits } from '../../src/messages/gsm-letters.ts'
import { countSegments } from '../../src/messages/sms-text.ts'

const letters = Array.from({ length: 0x2100 }, (_, code) => String.fromCodePoint(code)).filter(
  (letter) => !/[\p{Cs}\p{M}]/u.test(letter),
)

test('our table of letters is the calculator’s', () => {
  const theirs = new Set(new SegmentedMessage(letters.join('\n')).getNonGsmCharacters())
  const differing = letters.filter(
    (letter) => letter !== '\f' && theirs.has(letter) !== (gsmUnits(letter) === null),
  )
  expect(differing).toEqual([])
})

test('a text is counted as the calculator counts it, at every length and with letters of two units anywhere', () => {
  const text = fc
    .array(fc.constantFrom('a', 'é', '€', '[', ' ', 'Z', '7'), { minLength: 130, maxLength: 480 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, (sms) => {
      expect(countSegments(sms)).toBe(new SegmentedMessage(sms).segmentsCount)
    }),
    { numRuns: 300 },
  )
})

test('what forces UCS-2 is named once', () => {
  expect(foreignLetters('reçu à l’hôtel, reçu')).toEqual(['ç', '’', 'ô'])
})
