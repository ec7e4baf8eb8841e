import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callerText } from '../../src/messages/caller-text.ts'
import { maskSecrets } from '../../src/messages/mask-secrets.ts'

test.each([
  ['ma carte 4970 1012 3456 7893 merci', 'ma carte ****7893 merci'],
  ['4970101234567893', '****7893'],
  ['4970-1012-3456-7893', '****7893'],
  ['carte 4970 1012 3456 7893 12 27 123', 'carte ****7893 12 27 123'],
  ['le 12 4970 1012 3456 7893', 'le 12 ****7893'],
  ['Amex 3782 822463 10005', 'Amex ****0005'],
  ['MC 5555\u00a05555\u00a05555\u00a04444', 'MC ****4444'],
  ['nir 1 85 05 78 006 084 91', 'nir ****'],
  ['nir 185057800608491', 'nir ****'],
  ['nir 2 69 05 49 588 157', 'nir ****'],
  ['Corse 1 85 05 2A 006 084 35', 'Corse ****'],
])('%s becomes %s', (text, masked) => {
  expect(maskSecrets(text)).toBe(masked)
})

test.each([
  'rappelez au 06 12 34 56 78',
  '06 12 34 56 78 06 98 76 54 32 01 42 68 53 00',
  '+33612345678 ou 0033612345678',
  '4970 1012 3456 7894',
  'SIRET 552 100 554 00025',
  'colis 3017620422003',
  'dossier 2026-11-21-000123',
  'le 24/12/2026 à 18:30, 1 250,00 €',
])('%s stays as it is', (text) => {
  expect(maskSecrets(text)).toBe(text)
})

test('no card number comes through, however it is grouped', () => {
  const digits = fc.array(fc.nat(9), { minLength: 14, maxLength: 14 })
  const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0')
  fc.assert(
    fc.property(digits, separator, fc.constantFrom(' ', ' x ', ', '), (middle, sign, around) => {
      const card = withCheckDigit(`4${middle.join('')}`)
      const typed = (card.match(/\d{4}/g) ?? []).join(sign)
      expect(maskSecrets(`a${around}${typed}${around}b`)).toBe(`a${around}****${card.slice(-4)}${around}b`)
    }),
  )
})

test.each([
  ['payez sur https://evil.com/pay?x=1 vite', 'payez sur evil(.)com/pay?x=1 vite'],
  ['HTTP://EVIL.COM', 'EVIL(.)COM'],
  ['voir www.evil.com.', 'voir www(.)evil(.)com.'],
  ['bit.ly/abc', 'bit(.)ly/abc'],
  ['ftp://1.2.3.4/a', '1(.)2(.)3(.)4/a'],
])('the link in "%s" can no longer be tapped', (body, text) => {
  expect(callerText(body)).toEqual({ text, hasLink: true })
})

test.each([
  'Écrivez à jean.dupont@free.fr',
  'M.Durand rappelle. Merci.',
  'RDV à 14.30, 12.5 €',
  'Bonjour...ok',
])('%s holds no link', (body) => {
  expect(callerText(body)).toEqual({ text: body, hasLink: false })
})

test('line breaks are kept, control characters and direction overrides are not', () => {
  expect(callerText('a\r\nb\rc\u0000\u202e\n\n\n\nd').text).toBe('a\nb\nc\n\nd')
})

test('a body of 10,000 characters is cut', () => {
  expect(callerText('mot '.repeat(2_500)).text).toHaveLength(4_000)
})

function withCheckDigit(digits: string): string {
  return digits + [...'0123456789'].find((digit) => luhnSum(digits + digit) % 10 === 0)
}

function luhnSum(digits: string): number {
  const twice = '0246813579'
  return [...digits].reverse().reduce((sum, digit, place) => {
    return sum + Number(place % 2 === 0 ? digit : twice.charAt(Number(digit)))
  }, 0)
}
