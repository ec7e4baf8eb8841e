import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clients } from '../../src/clients/tables.ts'
import { recoveryCodes, secretaries, signInFailures } from '../../src/secretaries/tables.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { signIn } from '../support/console-rig.ts'
import { type PlainBrowser, plainBrowser } from '../support/plain-browser.ts'
import { givePassword, goodPassword, secretaryOf } from '../support/secretary-rig.ts'

const email = 'alice@permanence.demo.test'
let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
  await givePassword(rig.context, 'alice')
})
afterAll(() => rig.close())
beforeEach(async () => {
  rig.clock.set(officeHours)
  await rig.context.db.delete(signInFailures)
  await rig.context.db.delete(recoveryCodes)
  await rig.context.db.update(secretaries).set({ totpSecret: null, totpSince: null, totpStep: null })
})

const codeNow = (secret: string) => new TOTP({ secret }).generate({ timestamp: rig.clock.now().getTime() })
const givesPassword = (browser: PlainBrowser) =>
  browser.post('/console/sign-in', { email, password: goodPassword, next: '/console/account' })
const ticketIn = (body: string) => /name="ticket" value="([^"]+)"/.exec(body)?.[1] ?? ''

async function setUp() {
  const { get, post } = await signIn(rig, 'alice')
  await post('/console/account/totp/start', { current: goodPassword })
  const { body } = await get('/console/account/totp')
  const secret = (/<code id="secret">([^<]+)</.exec(body)?.[1] ?? '').replaceAll(' ', '')
  const confirmed = await post('/console/account/totp/confirm', { code: codeNow(secret) })
  const codes = [...confirmed.body.matchAll(/<li><code>([^<]+)</g)].map(([, code = '']) => code)
  rig.clock.advance(30_000)
  return { secret, codes, body }
}

test('a secret counts only once she has shown a code of it, and is kept sealed', async () => {
  const { get, post } = await signIn(rig, 'alice')
  await post('/console/account/totp/start', { current: goodPassword })
  expect((await givesPassword(plainBrowser(rig))).location).toBe('/console/account')
  expect((await post('/console/account/totp/confirm', { code: '000000' })).status).toBe(422)
  const { body } = await get('/console/account/totp')
  expect(body).toContain('src="data:image/svg+xml;base64,')
  const secret = (/<code id="secret">([^<]+)</.exec(body)?.[1] ?? '').replaceAll(' ', '')
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect((await secretaryOf(rig.context, 'alice')).totpSecret).not.toContain(secret)
  expect((await post('/console/account/totp/confirm', { code: codeNow(secret) })).status).toBe(200)
  expect((await givesPassword(plainBrowser(rig))).body).toContain('name="ticket"')
  expect((await get('/console/account/totp')).location).toBe('/console/account')
})

test('a console left open begins no second step, and replaces no key, without her password', async () => {
  const { get, post } = await signIn(rig, 'alice')
  const keyIn = async () => /<code id="secret">([^<]+)</.exec((await get('/console/account/totp')).body)?.[1]
  const start = async (current: string) => (await post('/console/account/totp/start', { current })).status
  expect((await get('/console/account/totp')).body).toContain('name="current"')
  expect([await start('wrong'), await start('')]).toEqual([422, 422])
  expect(await keyIn()).toBeUndefined()
  expect(await start(goodPassword)).toBe(303)
  const first = await keyIn()
  expect(await start('wrong')).toBe(422)
  expect(await keyIn()).toBe(first)
  expect(await start(goodPassword)).toBe(303)
  expect(await keyIn()).not.toBe(first)
})

test('her password leads to the code, the code to where she was going, and it opens once', async () => {
  const { secret } = await setUp()
  const browser = plainBrowser(rig)
  const asked = await givesPassword(browser)
  expect(asked.status).toBe(200)
  expect(browser.cookies.size).toBe(0)
  const ticket = ticketIn(asked.body)
  const code = codeNow(secret)
  const give = (with_ = browser) =>
    with_.post('/console/sign-in/code', { ticket, code, next: '/console/account' })
  const [first, second] = await Promise.all([give(), give(plainBrowser(rig))])
  expect([first.status, second.status].sort()).toEqual([303, 422])
  expect((await give(plainBrowser(rig))).status).toBe(422)
  rig.clock.advance(30_000)
  const later = await plainBrowser(rig).post('/console/sign-in/code', { ticket, code: codeNow(secret) })
  expect(later.status).toBe(303)
})

test('the code by which she set it up does not open as well', async () => {
  const { secret } = await setUp()
  rig.clock.advance(-30_000)
  const ticket = ticketIn((await givesPassword(plainBrowser(rig))).body)
  expect(
    (await plainBrowser(rig).post('/console/sign-in/code', { ticket, code: codeNow(secret) })).status,
  ).toBe(422)
})

test('a ticket that is made up, changed or ten minutes old leads back to the password', async () => {
  const { secret } = await setUp()
  const ticket = ticketIn((await givesPassword(plainBrowser(rig))).body)
  const benoit = await secretaryOf(rig.context, 'benoit')
  const give = (one: string) =>
    plainBrowser(rig).post('/console/sign-in/code', { ticket: one, code: codeNow(secret) })
  const over = 'donnez de nouveau votre mot de passe'
  expect((await give('')).body).toContain(over)
  expect((await give(ticket.replace(/^[^.]+/, benoit.id))).body).toContain(over)
  expect((await give(`${ticket.slice(0, -1)}${ticket.endsWith('A') ? 'B' : 'A'}`)).body).toContain(over)
  rig.clock.advance(10 * 60_000 + 1000)
  expect((await give(ticket)).body).toContain(over)
})

test('codes cannot be guessed one after the other', async () => {
  await setUp()
  const ticket = ticketIn((await givesPassword(plainBrowser(rig))).body)
  const give = () => plainBrowser(rig).post('/console/sign-in/code', { ticket, code: '000000' })
  for (let count = 0; count < 6; count++) expect((await give()).status).toBe(422)
  expect((await give()).status).toBe(429)
})

test('a recovery code opens once, the nine others go on, and new ones replace them', async () => {
  const { codes } = await setUp()
  expect(codes).toHaveLength(10)
  const [one = '', two = ''] = codes
  const open = async (code: string) => {
    const ticket = ticketIn((await givesPassword(plainBrowser(rig))).body)
    return (await plainBrowser(rig).post('/console/sign-in/code', { ticket, code })).status
  }
  expect(await open(one.toLowerCase())).toBe(303)
  expect(await open(one)).toBe(422)
  const { get, post } = await signIn(rig, 'alice')
  expect((await get('/console/account')).body).toContain('9 codes de secours')
  expect((await post('/console/account/totp/codes', { current: 'wrong' })).status).toBe(422)
  expect((await post('/console/account/totp/codes', { current: goodPassword })).status).toBe(200)
  expect(await open(two)).toBe(422)
})

test('only her password takes the second step away', async () => {
  await setUp()
  const { post } = await signIn(rig, 'alice')
  expect((await post('/console/account/totp/off', { current: 'wrong' })).status).toBe(422)
  expect((await secretaryOf(rig.context, 'alice')).totpSince).not.toBeNull()
  expect((await post('/console/account/totp/off', { current: goodPassword })).status).toBe(303)
  expect(await secretaryOf(rig.context, 'alice')).toMatchObject({ totpSecret: null, totpSince: null })
  expect((await givesPassword(plainBrowser(rig))).location).toBe('/console/account')
})

test('whoever works for a health client sets it up before anything else, outside the demo', async () => {
  const strict = { ...rig.context.config, demo: false }
  const { findSession } = await import('../../src/secretaries/find-session.ts')
  const owes = async (key: string) => {
    const { cookie } = await signIn(rig, key)
    return (await findSession({ ...rig.context, config: strict }, cookie.value))?.owesTotp
  }
  expect(await owes('alice')).toBe(true)
  expect(await owes('benoit')).toBe(true)
  expect(await owes('diane')).toBe(true)
  await rig.context.db.update(clients).set({ health: false })
  expect(await owes('alice')).toBe(false)
  await setUp()
  expect(await owes('alice')).toBe(false)
})

test('where the agency asks it of everybody, only the set-up and the way out are open until then', async () => {
  const config = { ...rig.context.config, requireTotp: true }
  const strict = await startAgencyRig({ work: false, given: {} })
  Object.assign(strict.context.config, { requireTotp: config.requireTotp })
  try {
    const { get, post } = await signIn(strict, 'alice')
    expect((await get('/console/account')).location).toBe('/console/account/totp')
    expect((await post('/console/account/password', {})).location).toBe('/console/account/totp')
    expect((await get('/console/account/totp')).body).toContain('le reste s’ouvrira ensuite')
    expect((await post('/console/account/totp/start')).location).toBe('/console/account/totp')
    expect((await post('/console/sign-out')).location).toBe('/console/sign-in')
  } finally {
    await strict.close()
  }
})
