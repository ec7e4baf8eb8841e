import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { seal, unseal } from '../../src/secret-box.ts'
import { deviceOf, newDeviceToken } from '../../src/secretaries/device-token.ts'
import { ownPath } from '../../src/secretaries/entry/own-path.ts'
import { preferredLanguage } from '../../src/secretaries/entry/preferred-language.ts'
import { hashRecoveryCode, newRecoveryCodes } from '../../src/secretaries/recovery-code.ts'
import { newTotpSecret, stepOfCode, totpAddress } from '../../src/secretaries/totp.ts'

const secrets = { sessionSecret: 'one secret of thirty-two letters.' }
const others = { sessionSecret: 'another one of thirty-two letters' }

test('what is sealed for one opens for her alone, for the same purpose, under the same secret, and unchanged', () => {
  const sealed = seal(secrets, 'totp', 'alice', 'JBSWY3DPEHPK3PXP')
  expect(unseal(secrets, 'totp', 'alice', sealed)).toBe('JBSWY3DPEHPK3PXP')
  expect(unseal(secrets, 'totp', 'benoit', sealed)).toBeNull()
  expect(unseal(others, 'totp', 'alice', sealed)).toBeNull()
  expect(unseal(secrets, 'calendar', 'alice', sealed)).toBeNull()
  const bytes = Buffer.from(sealed, 'base64url')
  bytes[30] = (bytes[30] ?? 0) ^ 1
  expect(unseal(secrets, 'totp', 'alice', bytes.toString('base64url'))).toBeNull()
  expect(unseal(secrets, 'totp', 'alice', '')).toBeNull()
  expect(seal(secrets, 'totp', 'alice', 'JBSWY3DPEHPK3PXP')).not.toBe(sealed)
})

test('the six digits of RFC 6238 are known, a step early and late, and no further', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const at = (seconds: number) => new Date(seconds * 1000)
  expect(stepOfCode(secret, '287082', at(59))).toBe(1)
  expect(stepOfCode(secret, '287 082', at(89))).toBe(1)
  expect(stepOfCode(secret, '287082', at(29))).toBe(1)
  expect(stepOfCode(secret, '287082', at(91))).toBeNull()
  expect(stepOfCode(secret, '28708', at(59))).toBeNull()
  expect(stepOfCode(secret, '', at(59))).toBeNull()
})

test('an authenticator reads from the address what we read from the secret', () => {
  const secret = newTotpSecret()
  const address = totpAddress(secret, 'alice@permanence.demo.test')
  expect(address).toMatch(/^otpauth:\/\/totp\/Permanence:alice%40permanence\.demo\.test\?/)
  const now = new Date('2026-11-17T09:00:00Z')
  const theirs = new TOTP({ secret: new URL(address).searchParams.get('secret') ?? '' })
  expect(stepOfCode(secret, theirs.generate({ timestamp: now.getTime() }), now)).toBe(now.getTime() / 30_000)
})

test('a browser that was hers says so for nobody else', () => {
  const token = newDeviceToken(secrets, 'alice')
  expect(deviceOf(secrets, 'alice', token)).toBe(token.split('.')[0])
  expect(deviceOf(secrets, 'benoit', token)).toBeNull()
  expect(deviceOf(others, 'alice', token)).toBeNull()
  expect(deviceOf(secrets, 'alice', 'nonce.')).toBeNull()
  expect(deviceOf(secrets, 'alice', null)).toBeNull()
})

test('a recovery code is read with small letters and without its hyphen', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  const [code = ''] = codes
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/)
  const hash = hashRecoveryCode(secrets, 'alice', code)
  expect(hashRecoveryCode(secrets, 'alice', ` ${code.toLowerCase().replace('-', ' ')}`)).toBe(hash)
  expect(hashRecoveryCode(secrets, 'benoit', code)).not.toBe(hash)
})

test.each([
  ['/console', '/console'],
  ['/console/calls?q=petit%20x', '/console/calls?q=petit%20x'],
  ['/console?done=1', '/console?done=1'],
  ['https://evil.test/console', '/console'],
  ['//evil.test/console', '/console'],
  ['/console\\evil.test', '/console'],
  ['/\\evil.test', '/console'],
  ['/console/../..//evil.test', '/console'],
  ['/console/..//evil.test', '/console'],
  ['/consoled', '/console'],
  ['/console@evil.test', '/console'],
  ['/console/\u0000', '/console'],
  ['javascript:alert(1)', '/console'],
  [undefined, '/console'],
])('after signing in, %s leads to %s', (next, path) => {
  expect(ownPath(next)).toBe(path)
})

test.each([
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
  ['de-DE,en;q=0.5', 'en'],
  ['de', 'fr'],
  [undefined, 'fr'],
])('whoever reads %s is greeted in %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language)
})
