import fc from 'fast-check'
import { XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { cutText, singleLine, stripControls } from '../src/plain-text.ts'

// The character range of XML 1.0 §2.2.
const XML_CHARACTERS = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
})

test('control characters, lone surrogates and U+FFFE are taken out, tabs and line breaks stay', () => {
  expect(stripControls('a\u0000b\u0007c\u001b[31m\td\r\ne\ud800f\ufffeg\uffffh\u0085😀')).toBe(
    'abc[31m\td\r\nefgh😀',
  )
})

test('whatever the text, what is left may stand in XML', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const stripped = stripControls(text)
      expect(stripped).toMatch(XML_CHARACTERS)
      const escaped = stripped.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
      expect(XMLValidator.validate(`<Say>${escaped}</Say>`)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('a name becomes one line without bidi controls, hidden characters or a tower of accents', () => {
  expect(singleLine('Jean\r\nBcc: x\u202egnp.exe\u2066\u200b', 80)).toBe('Jean Bcc: xgnp.exe')
  expect(singleLine(`Z${'\u0301'.repeat(50)}o`, 80)).toBe(`Z${'\u0301'.repeat(4)}o`)
})

test('a long text is cut between words and never inside an emoji', () => {
  expect(cutText('Cabinet Morel et Associés', 20)).toBe('Cabinet Morel et…')
  expect(cutText('Cabinet Morel et', 16)).toBe('Cabinet Morel et')
  expect(cutText('x'.repeat(10_000), 200)).toBe(`${'x'.repeat(199)}…`)
  expect(cutText('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2)).toBe('👨‍👩‍👧‍👦…')
})

test('a cut text never has more characters than allowed and is never broken', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 1, max: 100 }),
      (text, max) => {
        const cut = singleLine(text, max)
        expect([...new Intl.Segmenter().segment(cut)].length).toBeLessThanOrEqual(max)
        expect(cut.isWellFormed()).toBe(true)
        expect(cut).not.toMatch(/[\r\n\u202a-\u202e\u2066-\u2069]/)
      },
    ),
  )
})
