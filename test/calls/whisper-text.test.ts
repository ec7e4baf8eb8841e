import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whisperText } from '../../src/calls/whisper-text.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'

const morel = { language: 'fr', clientName: 'Cabinet Morel & Associés' } as const

test('the whisper names the client and the contact', () => {
  expect(whisperText({ ...morel, callerName: 'Me Petit', callerNumber: null })).toBe(
    "Appel pour Cabinet Morel et Associés, de Maître Petit. Pour prendre l'appel, tapez 1.",
  )
})

test('the whisper speaks the number of a caller without a name in pairs, after a short client name', () => {
  const callerNumber = parsePhoneNumber('+33199002001')
  expect(whisperText({ ...morel, callerName: null, callerNumber })).toBe(
    'Appel pour Cabinet Morel, du zéro un, quatre-vingt-dix-neuf, zéro zéro, vingt, zéro un. Tapez 1.',
  )
})

test('the whisper says that the number is withheld', () => {
  expect(whisperText({ ...morel, callerName: null, callerNumber: null })).toBe(
    "Appel pour Cabinet Morel et Associés, numéro masqué. Pour prendre l'appel, tapez 1.",
  )
  expect(whisperText({ ...morel, language: 'en', callerName: null, callerNumber: null })).toBe(
    'Call for Cabinet Morel and Associés, number withheld. To take the call, press 1.',
  )
})

test('whatever the names, a whisper lasts at most six seconds at 15 characters a second', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(fc.constantFrom('fr', 'en'), name, fc.option(name), (language, clientName, callerName) => {
      const text = whisperText({ language, clientName, callerName, callerNumber: null })
      expect([...new Intl.Segmenter().segment(text)].length).toBeLessThanOrEqual(90)
      expect(text).toMatch(language === 'fr' ? /tapez 1\.$/ : /press 1\.$/)
    }),
  )
})

test('beside a long number the client’s name gives way, and the number is spoken whole', () => {
  const callerNumber = parsePhoneNumber('+33197979797')
  const text = whisperText({ ...morel, callerName: null, callerNumber })
  expect(text).toMatch(/^Appel pour Cabinet, du zéro un(?:, quatre-vingt-dix-sept){4}\. Tapez 1\.$/)
})
