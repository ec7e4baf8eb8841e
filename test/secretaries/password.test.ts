import { expect, test } from 'vitest'
import { hashPassword, isPassword } from '../../src/secretaries/password.ts'
import { faultOfPassword } from '../../src/secretaries/password-rules.ts'

const alice = { name: 'Alice Martin', email: 'alice@permanence.demo.test' }

test('length counts, kinds of characters do not', () => {
  expect(faultOfPassword('onze lettre', alice)).toBe('tooShort')
  expect(faultOfPassword('douze lettre', alice)).toBeNull()
  expect(faultOfPassword('quatre girafes lisent proust', alice)).toBeNull()
  expect(faultOfPassword('🦒🦒🦓🦓🦔🦔🦕🦕🦖🦖🦗🦗', alice)).toBeNull()
  expect(faultOfPassword('x'.repeat(201), alice)).toBe('tooLong')
})

test.each([
  'azertyuiop123',
  'Motdepasse123',
  '123456789012',
  '1234567890123',
  '210987654321',
  'aaaaaaaaaaaa',
  'abababababab',
  'AliceMartin1',
  'alice2026!!!',
  'alice@permanence.demo.test',
])('%s is what everybody would try first', (password) => {
  expect(faultOfPassword(password, alice)).toBe('common')
})

test('a hash is argon2id of 19 MiB and two passes, and opens however the letters were composed', async () => {
  const hash = await hashPassword('café crème brûlée')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await isPassword('café crème brûlée'.normalize('NFD'), hash)).toBe(true)
  expect(await isPassword('cafe creme brulee', hash)).toBe(false)
})

test('an account without a password opens with none', async () => {
  expect(await isPassword('', null)).toBe(false)
  expect(await isPassword('an account that nobody has', null)).toBe(false)
})
