import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clients } from '../../src/clients/tables.ts'
import { emergencyTelephones, stations, teams } from '../../src/floor/tables.ts'
import { newId } from '../../src/ids.ts'
import { secretaries } from '../../src/secretaries/tables.ts'
import { hangUp } from '../../src/simulator/leg.ts'
import type { Telephone } from '../../src/simulator/telephone.ts'
import { replaySpool } from '../../src/spool/replay-spool.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { callIdOf } from '../../src/twilio/webhooks.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { type LiveRig, startLiveRig } from '../support/live-rig.ts'
import { readEvents } from '../support/read-events.ts'
import { until } from '../support/until.ts'

const morel = '+33199001001'
const mobiles = { alice: '06 12 34 56 71', claire: '06 12 34 56 72' }

let rig: LiveRig
let claire: Visitor
let diane: Visitor
beforeAll(async () => {
  rig = await startLiveRig()
  claire = await signIn(rig, 'claire')
  diane = await signIn(rig, 'diane')
})
afterAll(() => rig?.close())
afterEach(async () => {
  for (const leg of rig.exchange.calls) hangUp(leg, 'person')
  await rig.exchange.settled()
  await rig.context.db.delete(stations)
})

/** The words are there, to be shown when it is turned on. */
const secoursHidden = /id="secours-now"[^>]* hidden>\s*<p><strong>Mode secours en cours/

const idOf = async (key: string) => {
  const [row] = await rig.context.db.select().from(secretaries).where(eq(secretaries.key, key))
  return row?.id ?? ''
}
const telephoneAt = (number: string): Telephone =>
  rig.exchange.telephone(number.replace(/^0|\s/g, '').replace(/^/, '+33'))
const turn = async (on: 'on' | 'off') => {
  expect((await claire.post(`/console/secours/${on}`, {})).status).toBe(303)
  await rig.context.presence.refresh(rig.clock.now())
}
const rings = (telephone: Telephone) =>
  until(`${telephone.number} rings`, () => telephone.legs.find(({ status }) => status === 'ringing'), 15_000)
const presses = (leg: { onKey: ((key: string) => void) | null }, key: string) =>
  until('the key is asked for', () => {
    leg.onKey?.(key)
    return leg.onKey !== null
  })
const takes = async (telephone: Telephone) => {
  const leg = await rings(telephone)
  telephone.answer()
  await presses(leg, '1')
  return leg
}

test('the list is kept by supervisors, and nothing rings before somebody else has confirmed a number', async () => {
  const alice = await signIn(rig, 'alice')
  expect((await alice.get('/console/secours')).status).toBe(403)
  expect((await alice.post('/console/secours/on', {})).status).toBe(403)
  const secretaryId = await idOf('alice')
  for (const telephone of ['15', '+33 8 99 00 00 00', '+1 212 555 0100'])
    expect((await claire.post('/console/secours/telephones', { secretaryId, telephone })).status).toBe(422)
  await claire.post('/console/secours/telephones', { secretaryId, telephone: mobiles.alice })
  await claire.post('/console/secours/telephones', {
    secretaryId: await idOf('claire'),
    telephone: mobiles.claire,
  })
  const rows = await rig.context.db.select().from(emergencyTelephones)
  const confirm = (who: Visitor, id: string) => who.post(`/console/secours/telephones/${id}/confirm`, {})
  expect((await confirm(claire, rows[0]?.id ?? '')).status).toBe(422)
  const open = await readEvents(rig, alice)
  await until('it is off', () => open.news()?.secours === null)
  await turn('on')
  expect(rig.context.presence.secours()?.telephones).toEqual([])
  const told = await until('her page hears of it', () => open.news()?.secours)
  expect(told.said).toMatch(/^Depuis .*, par Claire\.$/)
  for (const { id } of rows) expect((await confirm(diane, id)).status).toBe(303)
  await rig.context.presence.refresh(rig.clock.now())
  expect(rig.context.presence.secours()?.telephones).toHaveLength(2)
  expect((await alice.get('/console')).body).not.toMatch(secoursHidden)
  expect((await claire.get('/console/floor')).body).toContain('Arrêter le mode secours')
  await turn('off')
  await until('her page hears that it is over', () => open.news()?.secours === null)
  open.close()
  expect((await alice.get('/console')).body).toMatch(secoursHidden)
  expect(rig.context.presence.secours()).toBeNull()
})

test('while it is on all of them ring, one has the caller, and the slip is asked for; off, the voicemail answers', async () => {
  await turn('on')
  const [hers, other] = [telephoneAt(mobiles.alice), telephoneAt(mobiles.claire)]
  for (const one of [hers, other]) one.behave({ kind: 'byHand' })
  const caller = rig.exchange.call({ from: '+33199007201', to: morel, byHand: true })
  await rings(other)
  const leg = await takes(hers)
  expect([leg.from, hers.heard.at(-1)]).toEqual([
    morel,
    'Appel pour Cabinet Morel et Associés. Tapez 1 pour répondre.',
  ])
  const callId = callIdOf(caller.sid)
  await until('they speak', async () => (await rig.live(callId))?.state === 'talking')
  await until('the other rings no more', () => other.legs.every(({ status }) => status !== 'ringing'))
  expect(await rig.row(callId)).toMatchObject({ answeredById: await idOf('alice') })
  hangUp(leg, 'person')
  await caller.finished
  await until('it is over', async () => (await rig.live(callId))?.state === 'ended')
  const [task] = await rig.context.db
    .select()
    .from(tasks)
    .where(eq(tasks.key, `secours:${callId}`))
  expect(task).toMatchObject({ kind: 'secoursSlip', audience: 'secretary' })
  expect(await rig.conclude(callId)).toEqual({ disposition: 'answered', slips: [] })

  // A mailbox that picks up first does not win: the other is rung once more.
  hers.behave({ kind: 'mobileVoicemail', afterSeconds: 2 })
  const second = rig.exchange.call({ from: '+33199007202', to: morel, byHand: true })
  await takes(other)
  await until('they speak', async () => (await rig.live(callIdOf(second.sid)))?.state === 'talking')
  second.hangUp()
  await second.finished

  for (const one of [hers, other]) one.behave({ kind: 'busy' })
  const third = await rig.exchange.call({ from: '+33199007203', to: morel, speaks: 'Bonjour' }).finished
  expect(third.disposition).toBe('recorded')
  expect(third.voicemailAfterSeconds).toBeLessThanOrEqual(90)
  await turn('off')
  const fourth = await rig.exchange.call({ from: '+33199007204', to: morel, speaks: 'Bonjour' }).finished
  expect([fourth.disposition, fourth.timeline.some(({ kind }) => kind === 'queue')]).toEqual([
    'recorded',
    false,
  ])
})

test('without the database the telephones ring all the same, and who answered is written down afterwards', async () => {
  await turn('on')
  const hers = telephoneAt(mobiles.alice).behave({ kind: 'byHand' })
  telephoneAt(mobiles.claire).behave({ kind: 'noAnswer' })
  const { answers } = rig.context
  const run = answers.run
  Object.assign(answers, { run: () => Promise.reject(new Error('the database is away')) })
  const caller = rig.exchange.call({ from: '+33199007205', to: morel, byHand: true })
  await takes(hers)
  await until('they speak', () => caller.leg.bridgedTo !== null)
  expect(caller.transcript.join(' ')).toContain('Ne quittez pas')
  caller.hangUp()
  await caller.finished
  Object.assign(answers, { run })
  await replaySpool(rig.context)
  const callId = callIdOf(caller.sid)
  expect(await rig.row(callId)).toMatchObject({ answeredById: await idOf('alice'), degraded: true })
  expect(await rig.conclude(callId)).toEqual({ disposition: 'answered', slips: [] })
  await turn('off')
})

test('a team’s own telephones ring for its clients, the agency’s for all others, also without the database', async () => {
  const { db, directory, presence } = rig.context
  const teamId = newId()
  await db.insert(teams).values({ id: teamId, key: 'chauffe', name: 'Chauffe' })
  await db
    .update(clients)
    .set({ answering: sql`${clients.answering} || '{"team": "chauffe"}'::jsonb` })
    .where(eq(clients.key, 'chauffage'))
  await directory.refresh()
  const secretaryId = await idOf('benoit')
  const give = (fields: object) =>
    claire.post('/console/secours/telephones', { secretaryId, telephone: '06 12 34 56 73', ...fields })
  expect((await give({ team: newId() })).status).toBe(404)
  expect((await give({ team: teamId })).status).toBe(303)
  expect((await claire.get('/console/secours')).body).toContain('<span class="tag">Chauffe</span>')
  await turn('on')
  const of = (line: string) => {
    const client = directory.findLine(line)?.client ?? null
    return presence.secoursTelephones(client).map(({ number }) => number)
  }
  const [hers, other, third] = ['+33612345671', '+33612345672', '+33612345673'] as const
  // Not confirmed yet: the agency's ring.
  expect(of('+33199001004')).toEqual([hers, other])
  const [row] = await db.select().from(emergencyTelephones).where(eq(emergencyTelephones.teamId, teamId))
  await diane.post(`/console/secours/telephones/${row?.id}/confirm`, {})
  await presence.refresh(rig.clock.now())
  expect([of('+33199001004'), of(morel)]).toEqual([[third], [hers, other]])

  const his = rig.exchange.telephone(third).behave({ kind: 'byHand' })
  const { answers } = rig.context
  const run = answers.run
  for (const away of [false, true]) {
    if (away) Object.assign(answers, { run: () => Promise.reject(new Error('the database is away')) })
    const caller = rig.exchange.call({ from: `+3319900721${away ? 1 : 0}`, to: '+33199001004', byHand: true })
    await takes(his)
    await until('they speak', () => caller.leg.bridgedTo !== null)
    caller.hangUp()
    await caller.finished
  }
  Object.assign(answers, { run })
  await turn('off')
})
