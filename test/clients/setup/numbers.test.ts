import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { endWaits } from '../../../src/clients/reach/end-waits.ts'
import { reachChanges } from '../../../src/clients/reach/tables.ts'
import { tellOfReachChanges } from '../../../src/clients/reach/tell-of-reach-changes.ts'
import { clients, executives } from '../../../src/clients/tables.ts'
import { accountEvents, secretaries, signInFailures } from '../../../src/secretaries/tables.ts'
import { tasks } from '../../../src/tasks/tables.ts'
import { tel } from '../../rules/demo-clients.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn } from '../../support/console-rig.ts'
import { fieldsIn } from '../../support/fields-in.ts'
import { lines, ring } from '../../support/ring.ts'
import { givePassword, goodPassword } from '../../support/secretary-rig.ts'
import { until } from '../../support/until.ts'

const [old, fresh, petit] = [tel('+33199001101'), tel('+33199001177'), '+33199002001']
const hours = (count: number) => count * 3_600_000
let rig: AgencyRig
let path: string
let clientId: number
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
  const [row] = await db().select().from(clients).where(eq(clients.key, 'morel'))
  clientId = row?.clientId ?? 0
  path = `/console/clients/${clientId}`
})
afterAll(() => rig.close())
beforeEach(async () => {
  rig.clock.set(officeHours)
  await db().delete(reachChanges)
  await db().delete(accountEvents)
  await db().delete(signInFailures)
  await db().update(secretaries).set({ passwordHash: null })
  await db().update(clients).set({ state: 'live', emergencyNumber: null })
  await db()
    .update(executives)
    .set({ mobile: old, email: 'helene@morel.demo.test' })
    .where(and(eq(executives.clientId, clientId), eq(executives.key, 'morel')))
  await rig.context.directory.refresh()
  rig.mailbox.mails.length = 0
})

const db = () => rig.context.db
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'")

/** What the pages of Me Morel, or of the client, say with something else in one of their fields. */
async function change(fields: Record<string, string>, { by = 'claire', page = 'executives/morel' } = {}) {
  const visitor = await signIn(rig, by)
  const { body } = await visitor.get(`${path}/${page}`)
  return visitor.post(`${path}/${page}`, fieldsIn(body, fields))
}

const setsMobile = (mobile = '01 99 00 11 77', more = {}) => change({ mobile, ...more })
/** Where a call from a VIP is put through to. */
const rung = async () => (await ring(rig, { from: petit, to: lines.morel })).dialledNumber
const inUse = () => rig.context.directory.client(clientId)?.executives.get('morel')?.number
const seen = (number: string | null) => until('the answer path knows', () => inUse() === number)
const waiting = async () => (await db().select().from(reachChanges))[0]
const confirm = async (by: string) => {
  const visitor = await signIn(rig, by)
  return visitor.post(`${path}/numbers/${(await waiting())?.id}/confirm`)
}
const tell = async () => {
  await tellOfReachChanges(rig.context)
  return rig.mailbox.mails.map((mail) => ({ ...mail, text: plain(mail.text) }))
}

test('a new number waits a day: calls go to the one before it, pages say so, then to it', async () => {
  expect(await rung()).toBe(old)
  expect((await setsMobile()).status).toBe(303)
  const visitor = await signIn(rig, 'claire')
  for (const page of ['', '/executives', '/executives/morel']) {
    const { body } = await visitor.get(path + page)
    expect(plain(body), page).toMatch(
      /01 99 00 11 77 \(Me Morel\) est nouveau[\s\S]*les appels vont au 01 99 00 11 01/,
    )
  }
  expect(await rung()).toBe(old)
  rig.clock.advance(hours(23))
  await endWaits(rig.context)
  expect(await waiting()).toMatchObject({ settled: null, before: old, after: fresh })
  rig.clock.advance(hours(1) + 1000)
  await endWaits(rig.context)
  await seen(fresh)
  expect(await waiting()).toMatchObject({ settled: 'elapsed', settledById: null })
})

test('who has no number before it is treated as not answering; the emergency number waits alike', async () => {
  const hers = and(eq(executives.clientId, clientId), eq(executives.key, 'morel'))
  await db().update(executives).set({ mobile: null }).where(hers)
  await setsMobile()
  await seen(null)
  expect(await rung()).toBeNull()
  await change({ emergencyNumber: '01 99 00 11 78' }, { page: 'settings' })
  await rig.context.directory.refresh([clientId])
  expect(rig.context.directory.client(clientId)?.emergencyNumber).toBeNull()
  expect(plain((await (await signIn(rig, 'claire')).get(`${path}/settings`)).body)).toContain(
    'numéro de secours',
  )
})

test('a second supervisor confirms it, whoever set it cannot, nor an account that somebody just made', async () => {
  await setsMobile()
  expect(plain((await confirm('claire')).body)).toContain('une autre personne doit le confirmer')
  expect((await confirm('alice')).status).toBe(403)
  const [diane] = await db().select().from(secretaries).where(eq(secretaries.key, 'diane'))
  const [claire] = await db().select().from(secretaries).where(eq(secretaries.key, 'claire'))
  const event = { id: crypto.randomUUID(), at: rig.clock.now(), actorId: claire?.id ?? '', details: {} }
  await db()
    .insert(accountEvents)
    .values({ ...event, secretaryId: diane?.id ?? '', verb: 'changed' })
  expect((await confirm('diane')).status).toBe(409)
  expect(await rung()).toBe(old)
  await db().delete(accountEvents)
  expect((await confirm('diane')).location).toBe(`${path}/executives`)
  await seen(fresh)
  expect(await rung()).toBe(fresh)
  expect((await confirm('diane')).status).toBe(404)
})

test('her own mail lets her say whether it is hers, and a no holds whatever the time', async () => {
  await setsMobile()
  const mails = await tell()
  expect(mails.flatMap(({ to }) => to).sort()).toEqual(
    ['antoine', 'helene', 'linh', 'samir'].map((name) => `${name}@morel.demo.test`),
  )
  expect(mails[0]?.text).toContain(
    'le mobile de Me Morel est désormais le 01 99 00 11 77 (avant : 01 99 00 11 01)',
  )
  const links = mails.flatMap(({ text }) => /https?:\S+\/l\/\S+/.exec(text) ?? [])
  expect(links).toHaveLength(1)
  expect(await tell()).toHaveLength(4)
  const [link = ''] = links
  const answer = async (choice: string) => {
    const nonce = /name="nonce" value="([^"]+)"/.exec(await (await fetch(link)).text())?.[1] ?? ''
    const body = new URLSearchParams({ nonce, choice })
    return (await fetch(link, { method: 'POST', body, redirect: 'manual' })).status
  }
  expect(await answer('')).toBe(422)
  expect(await answer('notMine')).toBe(303)
  rig.clock.advance(hours(25))
  await endWaits(rig.context)
  expect(await rung()).toBe(old)
  expect(await db().$count(tasks, eq(tasks.kind, 'numberRefused'))).toBe(1)
  expect(plain(await (await fetch(link)).text())).toContain("Vous avez dit que ce numéro n'est pas le vôtre")
  expect(await answer('itsMine')).toBe(303)
  await seen(fresh)
})

test('a changed address is told to the one before it, and a number set soon after has no link there', async () => {
  await change({ email: 'thief@elsewhere.test' })
  expect((await tell()).flatMap(({ to }) => to)).toContain('helene@morel.demo.test')
  expect(rig.mailbox.mails.flatMap(({ to }) => to)).not.toContain('thief@elsewhere.test')
  rig.clock.advance(hours(1))
  rig.mailbox.mails.length = 0
  await setsMobile()
  const mails = await tell()
  expect(mails.flatMap(({ to }) => to)).toContain('thief@elsewhere.test')
  expect(mails.map(({ text }) => text).join()).not.toContain('/l/')
})

test('what is in use here already, a client being prepared, and an import need not wait', async () => {
  await setsMobile('01 99 00 11 11')
  await seen('+33199001111')
  await setsMobile()
  await seen('+33199001111')
  await db()
    .update(executives)
    .set({ mobile: tel('+33199001179') })
    .where(eq(executives.mobile, fresh))
  await rig.context.directory.refresh([clientId])
  expect(inUse()).toBe('+33199001179')
  await db().update(clients).set({ state: 'preparing' })
  await setsMobile('01 99 00 11 76')
  await seen('+33199001176')
})

test('new links replace those to her own pages, and the ones before are closed', async () => {
  const claire = await signIn(rig, 'claire')
  const renew = () => claire.post(`${path}/executives/morel/links`)
  const linksIn = (at: number) => rig.mailbox.mails[at]?.text.match(/https?:\S+\/l\/\S+/g) ?? []
  expect((await claire.get(`${path}/executives/morel`)).body).toContain('/executives/morel/links"')
  const { location } = await renew()
  expect(plain((await claire.get(location ?? '')).body)).toContain('Les nouveaux liens sont partis')
  const first = linksIn(0)
  expect(first).toHaveLength(2)
  for (const link of first) expect((await fetch(link)).status).toBe(200)
  await renew()
  for (const link of first) expect((await fetch(link)).status).toBe(404)
  for (const link of linksIn(1)) expect((await fetch(link)).status).toBe(200)
  expect((await claire.post(`${path}/executives/nobody/links`)).status).toBe(404)
  await db().update(executives).set({ email: null })
  expect(plain((await renew()).body)).toContain("n'a pas d'adresse")
  for (const link of linksIn(1)) expect((await fetch(link)).status).toBe(200)
})

test('the password is asked for with a new number, whatever is typed stays, and without it nothing is saved', async () => {
  await givePassword(rig.context, 'claire')
  const asked = await setsMobile(undefined, { name: 'Me Hélène Morel' })
  expect(asked.status).toBe(422)
  expect(plain(asked.body)).toContain('Ce numéro est nouveau : donnez votre mot de passe')
  expect(asked.body).toContain('value="Me Hélène Morel"')
  expect((await setsMobile(undefined, { current: 'not this one' })).body).toContain('id="current-wrong"')
  expect(await db().$count(reachChanges)).toBe(0)
  expect((await change({ emergencyNumber: '0199001178' }, { page: 'settings' })).status).toBe(422)
  expect((await change({ name: 'Me Morel' })).status).toBe(303)
  expect((await setsMobile(undefined, { current: goodPassword })).status).toBe(303)
  expect(await waiting()).toMatchObject({ after: fresh })
})
