import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountEvents, secretaries, sessions, signInFailures } from '../../src/secretaries/tables.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { plainBrowser } from '../support/plain-browser.ts'
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
  await rig.context.db.update(secretaries).set({ disabledAt: null })
})

const wrong = (browser = plainBrowser(rig), to = email) =>
  browser.post('/console/sign-in', { email: to, password: 'not this one at all' })
const right = (browser = plainBrowser(rig), fields = {}) =>
  browser.post('/console/sign-in', { email, password: goodPassword, ...fields })

test('her address, however it is written, and her password lead to where she was going', async () => {
  const browser = plainBrowser(rig)
  const page = await browser.get('/console/sign-in?next=%2Fconsole%2Faccount')
  expect(page.body).toContain('name="next" value="/console/account"')
  const answer = await right(browser, { email: ` ${email.toUpperCase()} `, next: '/console/account' })
  expect([answer.status, answer.location]).toEqual([303, '/console/account'])
  expect((await browser.get('/console/account')).status).toBe(200)
  expect((await browser.get('/console/sign-in')).location).toBe('/console')
})

test('the cookie is for pages of ours only, and lasts no longer than a shift', async () => {
  const { headers } = await right()
  const [session, device] = headers.getSetCookie()
  expect(session).toMatch(/^permanence=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(device).toMatch(/^permanence-device=.+; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/)
})

test('every way of being refused says the same', async () => {
  await givePassword(rig.context, 'benoit')
  const { id } = await secretaryOf(rig.context, 'benoit')
  await rig.context.db.update(secretaries).set({ disabledAt: new Date() }).where(eq(secretaries.id, id))
  const said = async (to: string, password: string) => {
    const { status, body } = await plainBrowser(rig).post('/console/sign-in', { email: to, password })
    return { status, body: body.replace(to, '') }
  }
  const unknown = await said('nobody@permanence.demo.test', 'not this one at all')
  expect(unknown.status).toBe(422)
  expect(unknown.body).toContain('Adresse ou mot de passe inconnu')
  expect(await said(email, 'not this one at all')).toEqual(unknown)
  expect(await said('benoit@permanence.demo.test', goodPassword)).toEqual(unknown)
  expect(await said('claire@permanence.demo.test', goodPassword)).toEqual(unknown)
  expect(await said("' or 1=1 --", goodPassword)).toMatchObject({ status: 422 })
})

test('after five wrong passwords each try waits longer, known account or not', async () => {
  for (const to of [email, 'nobody@permanence.demo.test']) {
    for (let count = 0; count < 6; count++) expect((await wrong(undefined, to)).status).toBe(422)
    const early = await wrong(undefined, to)
    expect([early.status, early.headers.get('retry-after')]).toEqual([429, '1'])
    expect(early.body).toContain('votre compte reste ouvert')
    rig.clock.advance(1_500)
    expect((await wrong(undefined, to)).status).toBe(422)
    rig.clock.advance(1_000)
    expect((await wrong(undefined, to)).headers.get('retry-after')).toBe('1')
    rig.clock.advance(1_500)
  }
})

test('a thousand guesses at once are no thousand guesses', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => wrong()))
  const looked = answers.filter(({ status }) => status === 422).length
  expect(looked).toBeGreaterThanOrEqual(6)
  // Those that a slow machine answers after the first pauses.
  expect(looked).toBeLessThan(12)
})

test('whoever guesses at her account does not keep her out of the browser that she uses', async () => {
  const hers = plainBrowser(rig)
  await right(hers)
  for (let count = 0; count < 12; count++) {
    await wrong()
    rig.clock.advance(300_000)
  }
  await wrong()
  expect((await right()).status).toBe(429)
  await hers.get('/console/account')
  hers.cookies.delete('permanence')
  expect((await right(hers)).status).toBe(303)
  const another = plainBrowser(rig)
  another.cookies.set('permanence-device', hers.cookies.get('permanence-device') ?? '')
  expect(
    (await another.post('/console/sign-in', { email: 'claire@permanence.demo.test', password: 'x' })).status,
  ).toBe(422)
})

test('the pause of her account is never longer than a quarter of an hour, and a right password ends it', async () => {
  for (let count = 0; count < 18; count++) {
    await wrong()
    rig.clock.advance(20 * 60_000)
  }
  const last = await wrong()
  const seconds = Number((await wrong()).headers.get('retry-after'))
  expect(last.status).toBe(422)
  expect(seconds).toBeGreaterThan(600)
  expect(seconds).toBeLessThanOrEqual(900)
  rig.clock.advance(16 * 60_000)
  expect((await right()).status).toBe(303)
  expect((await wrong()).status).toBe(422)
})

test('one address that tries many accounts is slowed, a minute at most', async () => {
  for (let count = 0; count < 60; count++) {
    const answer = await wrong(undefined, `nobody${count}@x.test`)
    if (answer.status !== 429) continue
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await right()).status).toBe(429)
    return
  }
  expect.unreachable('sixty accounts were tried from one address')
})

test('every sign-in is a new session, and ends the one that the browser had', async () => {
  const browser = plainBrowser(rig)
  await right(browser)
  const first = browser.cookies.get('permanence')
  await right(browser)
  expect(browser.cookies.get('permanence')).not.toBe(first)
  const old = plainBrowser(rig)
  old.cookies.set('permanence', first ?? '')
  expect((await old.get('/console/account')).location).toMatch(/^\/console\/sign-in/)
  const planted = plainBrowser(rig)
  planted.cookies.set('permanence', 'chosen-by-somebody-else')
  await right(planted)
  expect(planted.cookies.get('permanence')).toMatch(/^[\w-]{43}$/)
})

test('who signs out is out, and only by a form of her own session', async () => {
  const browser = plainBrowser(rig)
  await right(browser)
  expect((await browser.post('/console/sign-out', { form: 'guessed' })).status).toBe(403)
  await browser.get('/console/account')
  const cookie = browser.cookies.get('permanence')
  expect((await browser.post('/console/sign-out')).location).toBe('/console/sign-in')
  expect(browser.cookies.has('permanence')).toBe(false)
  browser.cookies.set('permanence', cookie ?? '')
  expect((await browser.get('/console/account')).status).toBe(303)
})

test('no other site fills in the sign-in form', async () => {
  const fields = { email, password: goodPassword }
  const post = (headers: Record<string, string>) =>
    plainBrowser(rig).post('/console/sign-in', fields, headers)
  expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await post({ 'sec-fetch-site': 'same-site' })).status).toBe(403)
  expect((await post({ origin: 'https://evil.test' })).status).toBe(403)
  expect((await post({ origin: 'null' })).status).toBe(403)
  expect((await post({ origin: rig.url })).status).toBe(303)
  expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(303)
})

test('in the demo anybody comes in as anybody, and her account says how', async () => {
  const browser = plainBrowser(rig)
  const page = await browser.get('/console/sign-in?next=%2Fconsole%2Faccount', { 'accept-language': 'en' })
  expect(page.body).toContain('Come in as Alice')
  expect(page.body).toContain('Durand Chauffage, Mme Lenoir')
  const answer = await browser.post('/console/demo-sign-in', { key: 'benoit', next: '/console/account' })
  expect(answer.location).toBe('/console/account')
  expect((await browser.get('/console/account')).body).toContain('Benoît')
  const { id } = await secretaryOf(rig.context, 'benoit')
  const events = await rig.context.db.select().from(accountEvents).where(eq(accountEvents.secretaryId, id))
  expect(events.at(-1)).toMatchObject({ verb: 'signedIn', details: { by: 'demo' } })
  expect((await plainBrowser(rig).post('/console/demo-sign-in', { key: 'nobody' })).status).toBe(404)
})

test('only the hash of a cookie is kept', async () => {
  const browser = plainBrowser(rig)
  await right(browser)
  const rows = JSON.stringify(await rig.context.db.select().from(sessions))
  expect(rows).not.toContain(browser.cookies.get('permanence') ?? '?')
})
