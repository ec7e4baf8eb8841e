import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clients } from '../../src/clients/tables.ts'
import { disableSecretary } from '../../src/secretaries/manage-secretary.ts'
import { accountEvents, assignments, secretaries } from '../../src/secretaries/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { signIn } from '../support/console-rig.ts'
import { plainBrowser } from '../support/plain-browser.ts'
import { secretaryOf } from '../support/secretary-rig.ts'
import { until } from '../support/until.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
})
afterAll(() => rig.close())

const idOf = async (key: string) => (await secretaryOf(rig.context, key)).id
const clientIdOf = async (key: string) => {
  const [row] = await rig.context.db.select().from(clients).where(eq(clients.key, key))
  return String(row?.clientId)
}
const formOf = async (key: string) => {
  const { name, email, role, language } = await secretaryOf(rig.context, key)
  return { name, email, role, language }
}

test('a supervisor invites somebody, who chooses a password and sees her clients only', async () => {
  const { post } = await signIn(rig, 'claire')
  const form = {
    name: 'Maëlle  Le\u202e Goff',
    email: 'Maelle@permanence.demo.test',
    role: 'secretary',
    language: 'en',
  }
  const invited = await post('/console/team', { ...form, clients: [await clientIdOf('durand')] })
  const maelle = await secretaryOf(rig.context, 'maelle-le-goff')
  expect(invited.location).toBe(`/console/team/${maelle.id}?done=invited`)
  expect(maelle).toMatchObject({
    name: 'Maëlle Le Goff',
    email: 'maelle@permanence.demo.test',
    passwordHash: null,
  })
  await until('the invitation comes', () => rig.mailbox.mails.at(-1)?.to[0] === maelle.email)
  const mail = rig.mailbox.mails.at(-1)
  expect(mail?.subject).toBe('Your access to Permanence')
  const path = /\/console\/password\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? ''
  const browser = plainBrowser(rig)
  await browser.post(path, { password: 'a kettle under the stairs' })
  const entered = await browser.post('/console/sign-in', {
    email: maelle.email,
    password: 'a kettle under the stairs',
  })
  expect(entered.location).toBe('/console')
  const assigned = await rig.context.db
    .select()
    .from(assignments)
    .where(eq(assignments.secretaryId, maelle.id))
  expect(assigned.map(({ clientId }) => String(clientId))).toEqual([await clientIdOf('durand')])
})

test.each([
  [{ name: '', email: 'x@x.fr' }, 'Attendu'],
  [{ name: 'x'.repeat(201), email: 'x@x.fr' }, '200 caractères au plus'],
  [{ name: 'X', email: 'x@x.fr, evil@x.fr' }, 'alice@example.fr'],
  [{ name: 'X', email: 'ALICE@permanence.demo.test' }, 'personne d’autre n’a'],
  [{ name: '<img src=x onerror=alert(1)>', email: 'nobody' }, '&lt;img src=x'],
])('an invitation with %o comes back with what was expected', async (form, said) => {
  const { post } = await signIn(rig, 'claire')
  const before = await rig.context.db.$count(secretaries)
  const answer = await post('/console/team', { role: 'secretary', language: 'fr', ...form })
  expect(answer.status).toBe(422)
  expect(answer.body).toContain(said)
  expect(await rig.context.db.$count(secretaries)).toBe(before)
})

test('clients are given and taken, and what she may see changes at her next request', async () => {
  const claire = await signIn(rig, 'claire')
  const benoit = await idOf('benoit')
  const morel = await clientIdOf('morel')
  const save = (list: string[]) =>
    formOf('benoit').then((form) => claire.post(`/console/team/${benoit}`, { ...form, clients: list }))
  expect((await save([morel, '999999'])).location).toBe(`/console/team/${benoit}?done=saved`)
  const named = await rig.context.db.select().from(assignments).where(eq(assignments.secretaryId, benoit))
  expect(named.map(({ clientId }) => String(clientId))).toEqual([morel])
  await save([await clientIdOf('lenoir'), await clientIdOf('chauffage')])
  const events = await rig.context.db
    .select()
    .from(accountEvents)
    .where(eq(accountEvents.secretaryId, benoit))
  expect(events.at(-1)).toMatchObject({ verb: 'changed', actorId: await idOf('claire') })
})

test('who is disabled is out at her next request and comes in no more, until she is enabled', async () => {
  const claire = await signIn(rig, 'claire')
  const benoit = await signIn(rig, 'benoit')
  const id = await idOf('benoit')
  expect((await benoit.get('/console/account')).status).toBe(200)
  expect((await claire.post(`/console/team/${id}/disable`)).location).toBe(
    `/console/team/${id}?done=disabled`,
  )
  expect((await benoit.get('/console/account')).status).toBe(303)
  await expect(signIn(rig, 'benoit')).rejects.toThrow('may not sign in')
  expect((await plainBrowser(rig).post('/console/demo-sign-in', { key: 'benoit' })).status).toBe(404)
  expect((await claire.post(`/console/team/${id}/password-link`)).status).toBe(409)
  await claire.post(`/console/team/${id}/enable`)
  expect((await benoit.get('/console/account')).status).toBe(303)
  expect((await (await signIn(rig, 'benoit')).get('/console/account')).status).toBe(200)
})

test('a supervisor signs somebody out everywhere', async () => {
  const claire = await signIn(rig, 'claire')
  const alice = await signIn(rig, 'alice')
  const id = await idOf('alice')
  expect((await claire.get(`/console/team/${id}`)).body).toContain('connexion ouverte')
  await claire.post(`/console/team/${id}/end-sessions`)
  expect((await alice.get('/console/account')).status).toBe(303)
  expect((await claire.get('/console/account')).status).toBe(200)
})

test('only an owner makes owners, and a supervisor does nothing to one', async () => {
  const claire = await signIn(rig, 'claire')
  const diane = await idOf('diane')
  const alice = await idOf('alice')
  const before = await rig.context.db.select().from(secretaries).orderBy(secretaries.key)
  const owner = { role: 'owner' }
  const form = { name: 'Zoé', email: 'zoe@permanence.demo.test', language: 'fr', ...owner }
  expect((await claire.post('/console/team', form)).status).toBe(403)
  expect((await claire.post(`/console/team/${alice}`, { ...(await formOf('alice')), ...owner })).status).toBe(
    403,
  )
  expect((await claire.post(`/console/team/${diane}`, await formOf('diane'))).status).toBe(403)
  for (const act of ['disable', 'enable', 'end-sessions', 'drop-totp', 'password-link'])
    expect((await claire.post(`/console/team/${diane}/${act}`)).status).toBe(403)
  expect(await rig.context.db.select().from(secretaries).orderBy(secretaries.key)).toEqual(before)
})

test('nobody disables herself, changes her own role, or is the last owner to go', async () => {
  const diane = await signIn(rig, 'diane')
  const claire = await signIn(rig, 'claire')
  const own = await idOf('diane')
  expect((await claire.post(`/console/team/${await idOf('claire')}/disable`)).status).toBe(403)
  expect((await diane.post(`/console/team/${own}/disable`)).status).toBe(403)
  expect(
    (await diane.post(`/console/team/${own}`, { ...(await formOf('diane')), role: 'secretary' })).status,
  ).toBe(403)
  expect(
    (await diane.post(`/console/team/${own}`, { ...(await formOf('diane')), name: 'Diane D.' })).status,
  ).toBe(303)
  expect(await secretaryOf(rig.context, 'diane')).toMatchObject({
    name: 'Diane D.',
    role: 'owner',
    disabledAt: null,
  })
})

test('of two owners who disable one another at the same moment, one remains', async () => {
  const { post } = await signIn(rig, 'diane')
  const form = { name: 'Edmée', email: 'edmee@permanence.demo.test', role: 'owner', language: 'fr' }
  expect((await post('/console/team', form)).status).toBe(303)
  const [diane, edmee] = [await secretaryOf(rig.context, 'diane'), await secretaryOf(rig.context, 'edmee')]
  const outcomes = await Promise.all([
    disableSecretary(rig.context, diane, edmee.id),
    disableSecretary(rig.context, edmee, diane.id),
  ])
  expect([...outcomes].sort()).toEqual(['done', 'lastOwner'])
  const owners = await rig.context.db.select().from(secretaries).where(eq(secretaries.role, 'owner'))
  expect(owners.filter(({ disabledAt }) => disabledAt === null)).toHaveLength(1)
})
