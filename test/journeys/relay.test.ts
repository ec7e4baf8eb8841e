import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { callbacks } from '../../src/callbacks/tables.ts'
import { callHandlings } from '../../src/calls/tables.ts'
import { takeCall } from '../../src/calls/take-call.ts'
import { clients } from '../../src/clients/tables.ts'
import { handOverShifts } from '../../src/floor/relay/hand-over-shifts.ts'
import { handOvers, shifts, stations } from '../../src/floor/tables.ts'
import { newId } from '../../src/ids.ts'
import { saveDraft } from '../../src/messages/save-draft.ts'
import { slipDrafts } from '../../src/messages/tables.ts'
import { findSession } from '../../src/secretaries/find-session.ts'
import { openTask } from '../../src/tasks/open-task.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { takeTask } from '../../src/tasks/take-task.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { type LiveRig, startLiveRig } from '../support/live-rig.ts'
import { readEvents } from '../support/read-events.ts'
import { ring } from '../support/ring.ts'
import { secretaryOf } from '../support/secretary-rig.ts'
import { until } from '../support/until.ts'

const monday = '2026-11-23'
let rig: LiveRig
let alice: Person
let benoit: Person
let claire: Person
beforeAll(async () => {
  rig = await startLiveRig()
  ;[alice, benoit, claire] = [await person('alice'), await person('benoit'), await person('claire')]
})
afterAll(() => rig?.close())

type Person = Visitor & { id: string; scope: NonNullable<Awaited<ReturnType<typeof findSession>>>['scope'] }

async function person(key: string): Promise<Person> {
  const visitor = await signIn(rig, key)
  const session = await findSession(rig.context, visitor.cookie.value)
  if (!session) throw new Error(`${key} may not sign in`)
  return { ...visitor, id: (await secretaryOf(rig.context, key)).id, scope: session.scope }
}

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'")
const alertIn = (body: string) => /role="alert"[^>]*>([^<]*)/.exec(plain(body))?.[1] ?? ''
const add = (who: Person, date: string, from: string, till: string, weeks = '1') =>
  claire.post('/console/shifts', { secretaryId: who.id, date, from, until: till, weeks })
const planOf = (who: Person) =>
  rig.context.db.select().from(shifts).where(eq(shifts.secretaryId, who.id)).orderBy(shifts.startsAt)
const to = (instant: string) => rig.clock.advance(new Date(instant).getTime() - rig.clock.now().getTime())
const clientId = async (key: string) => {
  const [row] = await rig.context.db.select().from(clients).where(eq(clients.key, key))
  return row?.clientId ?? 0
}

test('a supervisor plans weeks at once; what overlaps is refused by its name, what cannot be by what was expected', async () => {
  expect((await add(alice, monday, '09:00', '13:00', '3')).status).toBe(303)
  expect((await planOf(alice)).map(({ startsAt }) => startsAt.toISOString())).toEqual([
    ...['2026-11-23T08:00:00.000Z', '2026-11-30T08:00:00.000Z', '2026-12-07T08:00:00.000Z'],
  ])
  const overlap = await add(alice, '2026-11-17', '20:00', '06:00', '8')
  expect((await add(alice, '2026-11-29', '22:00', '09:30')).status).toBe(422)
  expect(overlap.status).toBe(303)
  const refused = await add(alice, '2026-12-07', '12:00', '15:00')
  expect([refused.status, alertIn(refused.body)]).toEqual([
    ...[422, "Rien n'a été enregistré. Alice a déjà une vacation : lundi 7 décembre, 09 h 00 à 13 h 00."],
  ])
  expect(refused.body).toContain('value="12:00"')
  for (const [fields, expected] of [
    [{ date: 'demain' }, 'un jour tel que 2026-12-24.'],
    [{ from: '9', until: '09:00' }, 'une fin à une autre heure que le début.'],
    [{ until: '24:00' }, 'une heure de fin telle que 17:30.'],
    [{ until: '08:59' }, 'une vacation de 16 heures au plus.'],
    [{ weeks: '53' }, 'un nombre de semaines de 1 à 52.'],
    [{ date: '2026-11-16' }, "une vacation qui n'est pas déjà finie."],
    [{ secretaryId: 'alice' }, 'une secrétaire de la liste.'],
  ] as const) {
    const asked = { secretaryId: benoit.id, date: monday, from: '09:00', until: '10:00', ...fields }
    const { status, body } = await claire.post('/console/shifts', asked)
    expect([status, alertIn(body)]).toEqual([422, `Rien n'a été enregistré. Attendu : ${expected}`])
  }
  expect(await planOf(benoit)).toEqual([])

  const [night] = (await planOf(alice)).filter(({ startsAt }) => startsAt.getUTCHours() === 19)
  const path = `/console/shifts/${night?.id}`
  expect(plain((await claire.get(path)).body)).toContain('mardi 17 novembre, 20 h 00 à 06 h 00')
  await claire.post(path, { date: '2026-11-18', from: '21:00', until: '06:00', andLater: 'yes' })
  expect((await planOf(alice)).filter(({ startsAt }) => startsAt.getUTCHours() === 20)).toHaveLength(8)
  await claire.post(`${path}/delete`, { andLater: 'yes' })
  expect(await planOf(alice)).toHaveLength(3)
  expect((await claire.get(path)).status).toBe(404)
})

test('a secretary sees her shifts and those of her teams, and plans none', async () => {
  await add(benoit, monday, '13:00', '19:00')
  await add(claire, monday, '09:00', '17:00')
  const { body } = await benoit.get(`/console/shifts?week=${monday}`)
  const rows = [...body.matchAll(/<tr><th scope="row"><bdi>([^<]*)/g)].map(([, name]) => name)
  expect(rows).toEqual(['Alice', 'Benoît'])
  expect(body).toContain('09:00–13:00')
  expect(body).not.toContain('Ajouter une vacation')
  expect((await benoit.post('/console/shifts')).status).toBe(403)
  expect((await benoit.get('/console/shifts?week=hier')).status).toBe(200)
})

test('who should be there and is not shows on the floor after five minutes, until she takes her station', async () => {
  to('2026-11-23T08:04:00Z')
  await renew()
  const absent = async () =>
    /id="absent-title"[\s\S]*?<\/ul>/.exec(plain((await claire.get('/console/floor')).body))?.[0] ?? ''
  expect(await absent()).toBe('')
  to('2026-11-23T08:06:00Z')
  expect(await absent()).toMatch(/Alice[\s\S]*attendue depuis 09 h 00[\s\S]*Claire/)
  await rig.seat('alice')
  expect(await absent()).not.toContain('Alice')
  await rig.context.db.delete(stations)
  await rig.context.presence.refresh(rig.clock.now())
})

test('at the end of her shift what she has in hand passes to the next of her team, once, and he says that he has it', async () => {
  const mine = await ring(rig, { from: '+33199005581', to: '+33199001004' })
  const others = await ring(rig, { from: '+33199002002', to: '+33199001001' })
  for (const { clientId, id: callId } of [mine, others])
    await takeCall(rig.context, alice.scope, { clientId, callId })
  const source = { clientId: mine.clientId, sourceKind: 'call', sourceId: mine.id } as const
  await saveDraft(rig.context, alice.scope, { ...source, fields: { subject: 'Chaudière' }, seenVersion: 0 })
  const task = await taskOf(await clientId('chauffage'))
  await takeTask(rig.context, alice.scope, { ...task, from: null })
  const due = new Date('2026-11-23T13:30:00Z')
  await rig.context.db.insert(callbacks).values({
    ...{ clientId: mine.clientId, id: newId(), state: 'open', name: 'Mme Dupré', priority: 'ordinary' },
    ...{ dueAt: due, overdueAt: due, takenById: alice.id, createdAt: rig.clock.now() },
  })
  await alice.post('/console/shifts/notes', { clientId: '', body: 'La clé est au secrétariat.\n<b>' })
  await alice.post('/console/shifts/notes', {
    clientId: String(others.clientId),
    body: 'Me Morel rappelle à 15 h.',
  })
  const hers = await alice.get('/console/shifts')
  expect(plain(hers.body)).toContain('Vous avez en main : 2 appels sans fiche, 1 tâche, 1 rappel.')
  expect(hers.body).toContain(`value="${benoit.id}" selected`)

  to('2026-11-23T12:00:10Z')
  await renew()
  const pages = [await readEvents(rig, benoit), await readEvents(rig, claire)] as const
  await until('both hear', () => pages.every((page) => page.news()?.relay === null))
  await Promise.all([handOverShifts(rig.context), handOverShifts(rig.context)])
  await handOverShifts(rig.context)
  const made = await rig.context.db.select().from(handOvers)
  expect(made).toMatchObject([{ fromId: alice.id, toId: benoit.id, seenAt: null }])
  expect(await handlerOf(mine.id)).toEqual([{ secretaryId: benoit.id, givenById: alice.id }])
  // He does not work for the other client: it stays for whoever goes on with it.
  expect(await handlerOf(others.id)).toEqual([{ secretaryId: alice.id, givenById: null }])
  const [draft] = await rig.context.db.select().from(slipDrafts).where(eq(slipDrafts.sourceId, mine.id))
  expect(draft).toMatchObject({ secretaryId: benoit.id, fields: { subject: 'Chaudière' } })
  expect(await takerOf(task)).toBe(benoit.id)
  const given = await rig.context.db.select().from(acts).where(eq(acts.verb, 'task.given'))
  expect(given).toMatchObject([{ actorId: alice.id, after: { takenById: benoit.id } }])

  const relay = await until('his page says so at once', () => pages[0].news()?.relay)
  expect(plain(relay.said)).toBe('Relève reçue, pas encore lue : Alice')
  const { body } = await benoit.get('/console/shifts')
  await until('he has opened it', () => pages[0].news()?.relay === null)
  expect(pages[1].news()?.relay).toBeNull()
  for (const page of pages) page.close()
  expect(plain(body)).toMatch(/De la part d'Alice, aujourd'hui à 13 h 00/)
  expect(plain(body)).toContain('1 appel sans fiche, 1 tâche, 1 rappel')
  expect(plain(body)).toMatch(/Mme Dupré[\s\S]*À rappeler aujourd'hui à 14 h 30/)
  expect((await rig.context.db.select().from(callbacks))[0]?.takenById).toBe(benoit.id)
  expect(body).toContain('La clé est au secrétariat.\n&lt;b&gt;')
  expect(body).not.toContain('Me Morel rappelle')
  expect(body).toContain(`href="/console/calls/${mine.clientId}/${mine.id}"`)
  const seen = `/console/shifts/handed/${made[0]?.id}/seen`
  expect((await claire.post(seen)).status).toBe(404)
  expect((await benoit.post(seen)).location).toBe('/console/shifts?done=seen')
  expect(plain((await benoit.get('/console/shifts')).body)).not.toContain("De la part d'Alice")
})

test('who is in a call as her shift ends is handed over when that is over; who goes on herself keeps all', async () => {
  to('2026-11-23T17:00:00Z')
  await renew()
  const seat = await rig.seat('benoit')
  const caller = await rig.waits('+33199005582', '+33199001004')
  await until('it rings', async () => (await seat.rung()) === caller.callId)
  const leg = await seat.answers(caller)
  await until('they speak', async () => (await rig.live(caller.callId))?.state === 'talking')
  to('2026-11-23T18:00:30Z')
  await handOverShifts(rig.context)
  expect((await planOf(benoit))[0]?.handedOverAt).toBeNull()
  caller.call.hangUp()
  await Promise.all([caller.call.finished, leg.finished])
  await until('she writes', async () => (await rig.station(benoit.id)).wrapUpUntil !== null)
  await handOverShifts(rig.context)
  expect((await planOf(benoit))[0]?.handedOverAt).toBeNull()
  await renew()
  await add(alice, monday, '19:00', '23:00')
  await seat.ready()
  await handOverShifts(rig.context)
  expect((await planOf(benoit))[0]?.handedOverAt).not.toBeNull()
  expect((await handlerOf(caller.callId))[0]?.secretaryId).toBe(alice.id)

  // Hers ends at 23 h, and another begins at once: nothing passes.
  await add(alice, monday, '23:00', '23:30')
  to('2026-11-23T22:00:10Z')
  await handOverShifts(rig.context)
  expect((await handlerOf(caller.callId))[0]?.secretaryId).toBe(alice.id)
})

test('by her own word she hands over to whom she picks, or to everybody; not from within a call', async () => {
  await renew()
  const wrong = await alice.post('/console/shifts/end', { to: alice.id })
  expect([wrong.status, alertIn(wrong.body)]).toEqual([
    ...[422, "Rien n'a été passé. Attendu : une collègue de la liste, ou toutes."],
  ])
  const seat = await rig.seat('alice')
  const caller = await rig.waits('+33199005583', '+33199001001')
  await until('it rings', async () => (await seat.rung()) === caller.callId)
  await seat.answers(caller)
  await until('they speak', async () => (await rig.live(caller.callId))?.state === 'talking')
  const busy = await alice.post('/console/shifts/end', { to: claire.id })
  expect([busy.status, alertIn(busy.body)]).toEqual([
    ...[409, "Vous êtes en ligne : terminez d'abord l'appel. Rien n'a été passé."],
  ])
  caller.call.hangUp()
  await until('she writes', async () => (await rig.station(alice.id)).wrapUpUntil !== null)
  const both = await Promise.all([1, 2].map(() => alice.post('/console/shifts/end', { to: claire.id })))
  expect(both.map(({ location }) => location)).toEqual(Array(2).fill('/console/shifts?done=ended'))
  expect((await handlerOf(caller.callId))[0]?.secretaryId).toBe(claire.id)
  expect(await rig.station(alice.id)).toMatchObject({ state: 'off' })
  const page = plain((await claire.get('/console/shifts')).body)
  expect(page.match(/De la part d'Alice/g)).toHaveLength(1)

  // Two notes, to everybody: one about a client, which only those who work for it may read.
  await claire.post('/console/shifts/notes', { clientId: '', body: 'Panne d’imprimante.' })
  await claire.post('/console/shifts/notes', { clientId: String(caller.clientId), body: 'SECRET-morel' })
  for (const [fields, expected] of [
    [{ clientId: '', body: ' ' }, 'quelques mots.'],
    [{ clientId: '', body: 'x'.repeat(1001) }, '1 000 caractères au plus.'],
    [{ clientId: String(caller.clientId), body: 'x' }, 'un de vos clients, ou tous.'],
  ] as const)
    expect(alertIn((await benoit.post('/console/shifts/notes', fields)).body)).toBe(
      `La note n'a pas été enregistrée. Attendu : ${expected}`,
    )
  await claire.post('/console/shifts/end', { to: '' })
  const forAll = await benoit.get('/console/shifts')
  expect(plain(forAll.body)).toContain("Panne d'imprimante.")
  expect(forAll.body).not.toContain('SECRET-morel')
  expect((await alice.get('/console/shifts')).body).toContain('SECRET-morel')
})

/** The clock went on by more than a session lasts. */
async function renew() {
  ;[alice, benoit, claire] = [await person('alice'), await person('benoit'), await person('claire')]
}

async function handlerOf(callId: string) {
  const { secretaryId, givenById } = callHandlings
  return rig.context.db
    .select({ secretaryId, givenById })
    .from(callHandlings)
    .where(eq(callHandlings.callId, callId))
}

async function taskOf(clientId: number) {
  const key = { clientId, kind: 'callback', key: 'relay' } as const
  await openTask(rig.context.db, { ...key, audience: 'secretary', details: {} }, rig.clock.now())
  const [task] = await rig.context.db
    .select()
    .from(tasks)
    .where(and(eq(tasks.clientId, clientId), eq(tasks.key, 'relay')))
  return { clientId, taskId: task?.id ?? '' }
}

async function takerOf({ taskId }: { taskId: string }) {
  const [task] = await rig.context.db.select().from(tasks).where(eq(tasks.id, taskId))
  return task?.takenById
}
