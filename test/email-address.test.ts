import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEmailAddress, parseEmail } from '../src/email-address.ts'

test.each([
  ['nathalie@morel.demo.test', 'nathalie@morel.demo.test'],
  [' jean.dupont+appels@Exemple.FR ', 'jean.dupont+appels@exemple.fr'],
  ["o'brien@example.com", "o'brien@example.com"],
  ['contact@société.fr', 'contact@xn--socit-esab.fr'],
  ['a@b.co', 'a@b.co'],
])('%s is read as %s', (written, address) => {
  expect(parseEmail(written)).toBe(address)
})

test.each([
  '',
  '@',
  '.@example.com',
  'a@',
  '@example.com',
  'G: evil@x.fr;',
  '"user"@example.com(x)evil.com',
  '"a b"@example.com',
  'a(comment)@example.com',
  'Jean" <evil@x.fr>',
  '<a@b.fr>',
  'a@b.fr,c@d.fr',
  'a@b.fr c@d.fr',
  'a@b@c.fr',
  'a..b@example.com',
  '.a@example.com',
  'a.@example.com',
  'rené@example.com',
  'a@localhost',
  'a@[127.0.0.1]',
  'a@127.0.0.1',
  'a@-example.com',
  'a@example-.com',
  'a@example..com',
  'a@example.com.',
  'a@example.com/x',
  'a@example.com\r\nBcc: evil@x.fr',
  'a\u0000@example.com',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(64)}.com`,
  `a@${'bcd.'.repeat(64)}com`,
])('%s is refused', (written) => {
  expect(parseEmail(written)).toBeNull()
})

test('what was read once is read again as the same address', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.emailAddress()), (written) => {
      const address = parseEmail(written)
      if (address === null) return
      expect(isEmailAddress(address)).toBe(true)
      expect(parseEmail(address)).toBe(address)
    }),
  )
})
