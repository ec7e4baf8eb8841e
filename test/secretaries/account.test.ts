import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { endSessions } from '../../src/secretaries/end-sessions.ts'
import { accountEvents, sessions, signInFailures } from '../../src/secretaries/tables.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { signIn } from '../support/console-rig.ts'
import { givePassword, goodPassword, secretaryOf } from '../support/secretary-rig.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
})
afterAll(() => rig.close())
beforeEach(async () => {
  rig.clock.set(officeHours)
  await rig.context.db.delete(signInFailures)
  const { id } = await givePassword(rig.context, 'alice')
  await endSessions(rig.context.db, id, null, rig.clock.now())
})

const minute = 60_000

test('a console that nobody touches for half an hour is signed out', async () => {
  const { get } = await signIn(rig, 'alice')
  rig.clock.advance(29 * minute)
  expect((await get('/console/account')).status).toBe(200)
  rig.clock.advance(29 * minute)
  expect((await get('/console/account')).status).toBe(200)
  rig.clock.advance(30 * minute + 1)
  expect((await get('/console/account')).location).toBe('/console/sign-in?next=%2Fconsole%2Faccount')
})

test('a page that only keeps itself fresh keeps no session alive', async () => {
  const { get, cookie } = await signIn(rig, 'alice')
  const headers = { cookie: `${cookie.name}=${cookie.value}`, 'x-background': 'yes' }
  for (let count = 0; count < 5; count++) {
    rig.clock.advance(6 * minute)
    await fetch(`${rig.url}/console/account`, { headers })
  }
  rig.clock.advance(minute)
  expect((await get('/console/account')).status).toBe(303)
})

test('after a shift of twelve hours she signs in again, however busy she was', async () => {
  const { get } = await signIn(rig, 'alice')
  for (let count = 0; count < 35; count++) {
    rig.clock.advance(20 * minute)
    expect((await get('/console/account')).status).toBe(200)
  }
  rig.clock.advance(20 * minute + 1)
  expect((await get('/console/account')).status).toBe(303)
})

test('she chooses her language and whether single letters act', async () => {
  const { get, post } = await signIn(rig, 'alice')
  expect((await post('/console/account/preferences', { language: 'en' })).status).toBe(303)
  const page = (await get('/console/account?done=preferences')).body
  expect(page).toContain('<html lang="en">')
  expect(page).toContain('data-single-keys="off"')
  expect(page).toContain('Preferences saved.')
  expect((await post('/console/account/preferences', { language: 'de' })).status).toBe(400)
  await post('/console/account/preferences', { language: 'fr', singleKeys: 'yes' })
  expect((await get('/console/account')).body).toContain('data-single-keys="on"')
})

test('her password changes only with the one she has, and ends her other sessions', async () => {
  const { get, post } = await signIn(rig, 'alice')
  const elsewhere = await signIn(rig, 'alice')
  const next = 'six bateaux dans le port'
  expect((await post('/console/account/password', { current: 'wrong', password: next })).status).toBe(422)
  const weak = { current: goodPassword, password: 'alice2026!!!' }
  expect((await post('/console/account/password', weak)).body).toContain('trop courant')
  expect((await elsewhere.get('/console/account')).status).toBe(200)
  const changed = await post('/console/account/password', { current: goodPassword, password: next })
  expect(changed.location).toBe('/console/account?done=password')
  expect((await get('/console/account')).status).toBe(200)
  expect((await elsewhere.get('/console/account')).status).toBe(303)
})

test('whoever finds her console open cannot try her password without end', async () => {
  const { post } = await signIn(rig, 'alice')
  const tries = { current: 'wrong', password: 'six bateaux dans le port' }
  for (let count = 0; count < 7; count++) await post('/console/account/password', tries)
  const right = { ...tries, current: goodPassword }
  expect((await post('/console/account/password', right)).status).toBe(422)
  rig.clock.advance(minute)
  expect((await post('/console/account/password', right)).status).toBe(303)
})

test('she sees where she is signed in, ends one, then all the others', async () => {
  const { get, post } = await signIn(rig, 'alice')
  const [one, two, three] = [
    await signIn(rig, 'alice'),
    await signIn(rig, 'alice'),
    await signIn(rig, 'alice'),
  ]
  const ids = async () =>
    [...(await get('/console/account')).body.matchAll(/sessions\/([0-9a-f-]{36})\/end/g)].map(([, id]) => id)
  const [first, ...rest] = await ids()
  expect(rest).toHaveLength(2)
  expect((await post(`/console/account/sessions/${first}/end`)).status).toBe(303)
  expect(await ids()).toEqual(rest)
  expect((await post(`/console/account/sessions/${first}/end`)).status).toBe(404)
  await post('/console/account/sessions/end-others')
  expect(await ids()).toEqual([])
  for (const other of [one, two, three]) expect((await other.get('/console/account')).status).toBe(303)
  expect((await get('/console/account')).status).toBe(200)
})

test('nobody ends a session of somebody else', async () => {
  const alice = await signIn(rig, 'alice')
  const benoit = await signIn(rig, 'benoit')
  const { id } = await secretaryOf(rig.context, 'benoit')
  const [session] = await rig.context.db.select().from(sessions).where(eq(sessions.secretaryId, id))
  expect((await alice.post(`/console/account/sessions/${session?.id}/end`)).status).toBe(404)
  expect((await alice.post('/console/account/sessions/not-a-uuid/end')).status).toBe(404)
  expect((await benoit.get('/console/account')).status).toBe(200)
})

test('what happens to her account is written down and shown to her', async () => {
  const { get, post } = await signIn(rig, 'alice')
  await post('/console/account/password', { current: goodPassword, password: 'six bateaux dans le port' })
  const { id } = await secretaryOf(rig.context, 'alice')
  const rows = await rig.context.db.select().from(accountEvents).where(eq(accountEvents.secretaryId, id))
  expect(rows).toContainEqual(expect.objectContaining({ verb: 'passwordChanged', actorId: id }))
  expect((await get('/console/account')).body).toContain('mot de passe changé (Alice)')
})
