import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { demoAccountSid } from '../src/twilio-settings.ts'

const live = {
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'one, two',
  PUBLIC_URL: 'https://permanence.example.fr/',
  SMTP_URL: 'smtps://mail.example.fr',
  MAIL_FROM: 'permanence@example.fr',
  SESSION_SECRET: 's'.repeat(32),
}

test('nothing set is the demo on loopback, with the embedded database', () => {
  expect(readConfig({})).toMatchObject({
    demo: true,
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    storage: { kind: 'embedded' },
    twilio: { accountSid: demoAccountSid, authTokens: [], apiKey: null, appSid: `AP${'0'.repeat(32)}` },
  })
  expect(readConfig({ TWILIO_AUTH_TOKEN: 'own' }).twilio.apiKey).toEqual({
    sid: `SK${'0'.repeat(32)}`,
    secret: 'own',
  })
})

test('several auth tokens are read while one replaces the other, and the address loses its last slash', () => {
  const config = readConfig(live)
  expect(config.demo).toBe(false)
  expect(config.twilio).toMatchObject({ authTokens: ['one', 'two'], apiKey: null, appSid: null })
  expect(config.publicUrl).toBe('https://permanence.example.fr')
})

test.each([
  [{ DATABASE_URL: 'postgres://h/d' }, 'REDIS_URL: missing'],
  [{ REDIS_URL: 'redis://h' }, 'DATABASE_URL: missing'],
  [{ ROLE: 'web' }, 'DATABASE_URL: missing'],
  [{ HOST: '0.0.0.0' }, 'DEMO_PUBLIC=yes'],
  [{ PORT: 'abc' }, 'PORT: "abc", expected a port'],
  [{ TWILIO_API_KEY: 'SK1' }, 'TWILIO_API_SECRET: missing'],
  [{ ...live, TWILIO_APP_SID: `AP${'2'.repeat(32)}` }, 'TWILIO_API_KEY: missing'],
  [{ TWILIO_APP_SID: 'AP1' }, 'expected AP and 32 hexadecimal digits'],
  [{ S3_BUCKET: 'b' }, 'S3_REGION: missing'],
  [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET: expected at least 32'],
])('%j stops the boot and says why', (env, reason) => {
  expect(() => readConfig(env)).toThrow(reason)
})

test('everything that is wrong stands in one message, and no secret in it', () => {
  const wrong = () =>
    readConfig({ PORT: 'abc', DATABASE_URL: 'postgres://u:hush@h/d', TWILIO_ACCOUNT_SID: 'AC1' })
  expect(wrong).toThrow(/PORT[\s\S]*TWILIO_ACCOUNT_SID[\s\S]*REDIS_URL/)
  expect(wrong).not.toThrow(/hush/)
})

test('an account without what it needs names each missing setting', () => {
  const { TWILIO_ACCOUNT_SID } = live
  expect(() => readConfig({ TWILIO_ACCOUNT_SID })).toThrow(
    /TWILIO_AUTH_TOKEN[\s\S]*PUBLIC_URL[\s\S]*SMTP_URL[\s\S]*MAIL_FROM[\s\S]*SESSION_SECRET/,
  )
})

test('a demo that others may see is asked for by name', () => {
  expect(readConfig({ HOST: '0.0.0.0', DEMO_PUBLIC: 'yes' }).host).toBe('0.0.0.0')
})

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 })
const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const dkim = { DKIM_DOMAIN: 'example.fr', DKIM_SELECTOR: 'mail2026', DKIM_PRIVATE_KEY: pem }

test('a DKIM key is read as PEM, on several lines or on one', () => {
  const expected = { domain: 'example.fr', selector: 'mail2026', privateKey: pem }
  expect(readConfig({ ...live, ...dkim }).mail.dkim).toEqual(expected)
  expect(readConfig({ ...live, ...dkim, DKIM_PRIVATE_KEY: pem.replaceAll('\n', '\\n') }).mail.dkim).toEqual(
    expected,
  )
  expect(readConfig(live).mail.dkim).toBeNull()
})

test('a DKIM key that cannot sign stops the start, without being shown', () => {
  const ed25519 = generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  for (const key of ['s3cret', pem.slice(0, 200), ed25519]) {
    const start = () => readConfig({ ...live, ...dkim, DKIM_PRIVATE_KEY: key })
    expect(start).toThrow('DKIM_PRIVATE_KEY: expected an RSA private key of at least 1024 bits as PEM')
    expect(start).not.toThrow(key.slice(-20))
  }
})

test('the three DKIM settings belong together', () => {
  const start = () => readConfig({ ...live, DKIM_DOMAIN: 'example.fr' })
  expect(start).toThrow('DKIM_SELECTOR: missing')
  expect(start).toThrow('DKIM_PRIVATE_KEY: missing')
})

test('replies are taken where a port is named, under a domain that workers know too', () => {
  const intake = { MAIL_INTAKE_PORT: '2525', MAIL_INTAKE_DOMAIN: 'reponse.example.fr' }
  expect(readConfig({ ...live, ...intake })).toMatchObject({
    mail: { replyDomain: 'reponse.example.fr' },
    mailIntake: { port: 2525, host: '0.0.0.0' },
  })
  expect(readConfig(live)).toMatchObject({ mail: { replyDomain: null }, mailIntake: null })
  expect(readConfig({ ...live, MAIL_INTAKE_DOMAIN: 'reponse.example.fr' }).mailIntake).toBeNull()
  expect(() => readConfig({ ...live, MAIL_INTAKE_PORT: '2525' })).toThrow('MAIL_INTAKE_DOMAIN: missing')
})

test('a demo takes replies on a free port of loopback only', () => {
  expect(readConfig({}).mailIntake).toEqual({ port: 0, host: '127.0.0.1' })
  expect(() => readConfig({ MAIL_INTAKE_HOST: '0.0.0.0' })).toThrow(
    'MAIL_INTAKE_HOST: 0.0.0.0 would show the demo',
  )
})
