import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { clients } from '../../src/clients/tables.ts'
import { stations, teams } from '../../src/floor/tables.ts'
import { accountEvents, assignments } from '../../src/secretaries/tables.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { fieldsIn } from '../support/fields-in.ts'
import { type LiveRig, type Seated, startLiveRig, type Waiting } from '../support/live-rig.ts'
import { secretaryOf } from '../support/secretary-rig.ts'
import { until } from '../support/until.ts'

let rig: LiveRig
let claire: Visitor
let alice: Visitor
let morel: string
let ids: Record<'alice' | 'benoit' | 'claire' | 'diane', string>
beforeAll(async () => {
  rig = await startLiveRig()
  claire = await signIn(rig, 'claire')
  alice = await signIn(rig, 'alice')
  morel = `/console/clients/${(await clientOf('morel')).clientId}`
  const idOf = async (key: string) => (await secretaryOf(rig.context, key)).id
  const [a, b, c, d] = [await idOf('alice'), await idOf('benoit'), await idOf('claire'), await idOf('diane')]
  ids = { alice: a, benoit: b, claire: c, diane: d }
})
afterAll(() => rig?.close())
afterEach(async () => {
  await rig.context.db.delete(stations)
  await rig.context.presence.refresh(rig.clock.now())
})

async function clientOf(key: string) {
  const [row] = await rig.context.db.select().from(clients).where(eq(clients.key, key))
  if (!row) throw new Error(`no client ${key}`)
  return row
}

/** With plain spaces and apostrophes. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'")
const says = (body: string) => /answering-says"><p><strong>([^<]*)/.exec(plain(body))?.[1] ?? ''
const alertIn = (body: string) => /role="alert"[^>]*>(?:<p>)?([^<]*)/.exec(plain(body))?.[1] ?? ''

async function setAnswering(changed: Record<string, string>) {
  const { body } = await claire.get(`${morel}/answering`)
  return claire.post(`${morel}/answering`, fieldsIn(body, changed))
}

async function setNear(near: Record<string, [near: string, rank: string]>) {
  const { body } = await claire.get(`${morel}/answering`)
  const seen = /answering\/secretaries">[\s\S]*?name="seen" value="([^"]*)"/.exec(body)?.[1] ?? ''
  const fields = Object.entries(near).flatMap(([id, [what, rank]]) => [
    [`near.${id}`, what],
    [`priority.${id}`, rank],
  ])
  return claire.post(`${morel}/answering/secretaries`, { seen, ...Object.fromEntries(fields) })
}

const teamNamed = async (name: string) => {
  const [team] = await rig.context.db.select().from(teams).where(eq(teams.name, name))
  return team
}

test('a supervisor makes a team, names it anew, and deletes it once no client needs it', async () => {
  expect((await alice.get('/console/teams')).status).toBe(403)
  const list = await claire.get('/console/teams')
  expect(plain(list.body)).toContain('Alice, Claire')
  for (const [name, words] of [
    [' ', 'Attendu : un nom, 100 caractères au plus.'],
    ['x'.repeat(101), 'Attendu : un nom, 100 caractères au plus.'],
    ['ARTISANS', "Attendu : un nom qu'aucune autre équipe ne porte."],
  ] as const) {
    const refused = await claire.post('/console/teams', { name, members: ids.benoit })
    expect([refused.status, alertIn(refused.body)]).toEqual([422, `Rien n'a été enregistré. ${words}`])
    expect(refused.body).toContain(`value="${ids.benoit}" checked`)
  }
  const made = await claire.post('/console/teams', { name: 'Renfort <b>', members: [ids.benoit, ids.diane] })
  const path = made.location?.split('?')[0] ?? ''
  expect((await claire.get(path)).body).toContain('Renfort &lt;b&gt;')
  await claire.post(path, { name: 'Renfort', members: ids.benoit })
  expect(await teamNamed('Renfort')).toMatchObject({ key: 'renfort-b' })
  const events = await rig.context.db
    .select()
    .from(accountEvents)
    .where(eq(accountEvents.actorId, ids.claire))
  const told = events.map(({ verb, secretaryId }) => [verb, secretaryId])
  expect(told).toContainEqual(['teamLeft', ids.diane])
  expect(told).toContainEqual(['teamRenamed', ids.claire])

  const artisans = `/console/teams/${(await teamNamed('Artisans'))?.id}`
  const kept = await claire.post(`${artisans}/delete`)
  expect(kept.status).toBe(409)
  expect(alertIn(kept.body)).toBe(
    "L'équipe Artisans n'a pas été supprimée : elle répond pour Durand Chauffage, Plomberie Durand. Choisissez d'abord une autre équipe sur leur page « Réponse ».",
  )
  const spare = await claire.post('/console/teams', { name: 'À part' })
  expect((await claire.post(`${spare.location?.split('?')[0]}/delete`)).location).toMatch(/done=deleted/)
  expect(await teamNamed('À part')).toBeUndefined()
})

test('a client’s page says what will happen to a caller, keeps what is changed, and refuses what cannot be', async () => {
  const before = await clientOf('morel')
  const read = await alice.get(`${morel}/answering`)
  expect(says(read.body)).toBe(
    "Un appel sonne aussitôt chez Alice, Claire et Diane ; après 60 s, l'appelant laisse un message.",
  )
  expect(read.body).not.toContain('<select')
  expect((await alice.post(`${morel}/answering`)).status).toBe(403)
  expect((await alice.post(`${morel}/answering/secretaries`)).status).toBe(403)

  expect((await setAnswering({})).status).toBe(303)
  expect((await clientOf('morel')).version).toBe(before.version)
  const typed = { waitSeconds: '90', widenSeconds: 'douze', overflow: 'renfort-b', team: 'renfort-b' }
  const refused = await setAnswering({ ...typed, priority: '-1' })
  expect(refused.status).toBe(422)
  for (const words of [
    '« 90 » ne va pas. Attendu : un nombre entier, 80 ou moins.',
    '« douze » ne va pas. Attendu : un nombre entier.',
    '« -1 » ne va pas. Attendu : un nombre entier.',
  ])
    expect(plain(refused.body)).toContain(words)
  expect(plain((await setAnswering({ team: 'renfort-b', overflow: 'renfort-b' })).body)).toContain(
    'Attendu : une autre équipe que la première.',
  )
  expect(plain((await setAnswering({ team: 'gone' })).body)).toContain(
    '« gone » ne va pas. Attendu : une équipe de la liste',
  )

  await setAnswering({ widenSeconds: '25', team: 'cabinets', overflow: 'renfort-b', wrapUpSeconds: '0' })
  const after = await clientOf('morel')
  expect(after.answering).toEqual({
    ...{ widenSeconds: 25, team: 'cabinets', overflow: 'renfort-b', wrapUpSeconds: 0 },
  })
  expect(after.version).toBe(before.version + 1)
  const { body } = await claire.get(`${morel}/answering`)
  expect(says(body)).toBe(
    "Un appel sonne d'abord chez Alice, Claire et Diane ; après 25 s chez toute l'équipe Renfort ; après 60 s, l'appelant laisse un message.",
  )
  expect(plain(body)).toContain(
    "L'équipe Cabinets n'ajoute personne : tous ses membres sonnent déjà plus tôt.",
  )
  expect(plain((await claire.get(`${morel}/history`)).body)).toContain('Réponse aux appels')
})

test('who is a regular, and in what order, is kept with who said so; a page that somebody overtook saves nothing', async () => {
  const page = await claire.get(`${morel}/answering`)
  const saved = await setNear({ [ids.benoit]: ['regular', '2'], [ids.alice]: ['everywhere', '1'] })
  expect(saved.location).toMatch(/saved=answerers/)
  const rows = await rig.context.db.select().from(assignments).where(eq(assignments.secretaryId, ids.benoit))
  expect(rows.length).toBe(3)
  const { body } = await claire.get(`${morel}/answering`)
  expect(says(body)).toMatch(/^Un appel sonne d'abord chez Benoît ; après 25 s chez Alice, Claire et Diane/)
  expect((await (await signIn(rig, 'benoit')).get(morel)).status).toBe(200)
  const done = await rig.context.db.select().from(acts).where(eq(acts.verb, 'client.answerersChanged'))
  expect(done[0]).toMatchObject({ actorId: ids.claire, authority: 'console' })

  const seen = /answering\/secretaries">[\s\S]*?name="seen" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
  const late = await claire.post(`${morel}/answering/secretaries`, {
    ...{ seen, [`near.${ids.benoit}`]: 'none', [`priority.${ids.benoit}`]: '5' },
  })
  expect([late.status, alertIn(late.body).slice(0, 26)]).toEqual([409, "Rien n'a été enregistré : "])
  const bad = await setNear({ [ids.benoit]: ['regular', '12'] })
  expect([bad.status, alertIn(bad.body)]).toEqual([
    ...[422, "Rien n'a été enregistré. Benoît : « 12 » ne va pas. Attendu : un rang de 0 à 9."],
  ])
  // What the team's page saves anew keeps what this page said.
  const team = { name: 'Benoît', email: 'benoit@permanence.demo.test', role: 'secretary', language: 'fr' }
  await claire.post(`/console/team/${ids.benoit}`, {
    ...team,
    clients: rows.map((row) => String(row.clientId)),
  })
  expect(
    await rig.context.db.select().from(assignments).where(eq(assignments.secretaryId, ids.benoit)),
  ).toEqual(expect.arrayContaining(rows))
})

test('what the pages say is whom a call rings at: the regular, then the others, then the team and the overflow', async () => {
  await setAnswering({ widenSeconds: '12', team: '', overflow: '' })
  const [a, b] = [await rig.seat('alice'), await rig.seat('benoit')]
  const first = await rig.waits('+33199007071', '+33199001001')
  await rungAt(b, first)
  expect(await a.rung()).toBeNull()
  await widen()
  await rungAt(a, first)
  await leave(first)

  // Not hers any more, but in the team: whoever works for the client comes first.
  await setNear({ [ids.benoit]: ['none', '5'], [ids.alice]: ['everywhere', '5'] })
  await setAnswering({ team: 'renfort-b', overflow: '' })
  await settle(a, b)
  const second = await rig.waits('+33199007072', '+33199001001')
  await rungAt(a, second)
  expect(await b.rung()).toBeNull()
  await widen()
  await rungAt(b, second)
  await leave(second)

  // Overflow, with an empty team before it that takes no time.
  await setAnswering({ team: 'artisans', overflow: 'renfort-b' })
  await claire.post(`/console/teams/${(await teamNamed('Artisans'))?.id}`, { name: 'Artisans' })
  await settle(a, b)
  const third = await rig.waits('+33199007073', '+33199001001')
  await rungAt(a, third)
  await widen()
  await rungAt(b, third)
  await leave(third)

  async function widen() {
    rig.clock.advance(12_000)
    await rig.context.rings.look()
  }
})

const rungAt = (seated: Seated, { callId }: Waiting) =>
  until('it rings at her', async () => (await seated.rung()) === callId)

async function leave(caller: Waiting) {
  caller.call.hangUp()
  await caller.call.finished
  await until('nothing rings', async () => (await rig.live(caller.callId))?.state === 'ended')
}

/** Both are free, and the settings are known to whoever answers. */
async function settle(...seated: Seated[]) {
  await until('nothing rings', async () =>
    (await Promise.all(seated.map((one) => one.rung()))).every((id) => !id),
  )
  const { clientId } = await clientOf('morel')
  await rig.context.directory.refresh([clientId])
  for (const one of seated)
    await rig.context.db
      .update(stations)
      .set({ reachableAt: rig.clock.now() })
      .where(eq(stations.secretaryId, one.id))
  await rig.context.presence.refresh(rig.clock.now())
}
