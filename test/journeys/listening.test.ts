import { and, asc, eq, like } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { releaseLateListeners } from '../../src/answering/listening/lose-listener.ts'
import { callLegs } from '../../src/answering/tables.ts'
import { callHandlings } from '../../src/calls/tables.ts'
import { setStation } from '../../src/floor/set-station.ts'
import { hearersOf } from '../../src/simulator/conferences/conference.ts'
import type { Call } from '../../src/simulator/place-call.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { type LiveRig, legsOf, type Seated, startLiveRig, type Waiting } from '../support/live-rig.ts'
import { until } from '../support/until.ts'

/** Durand Chauffage has its callers told; Cabinet Morel has not. */
const lines = { chauffage: '+33199001004', morel: '+33199001001' }
const durand = '+33199001102'

let rig: LiveRig
let alice: Seated
let claire: Seated
let consoles: { alice: Visitor; claire: Visitor }
let callers = 0
beforeAll(async () => {
  rig = await startLiveRig()
  consoles = { alice: await signIn(rig, 'alice'), claire: await signIn(rig, 'claire') }
})
afterAll(() => rig?.close())
const placed: Waiting[] = []
beforeEach(async () => {
  claire = await rig.seat('claire')
  await setStation(rig.context, claire.id, { secretaryId: claire.id, state: 'pause' })
  alice = await rig.seat('alice')
  await alice.ready()
})
afterEach(async () => {
  for (const { call } of placed.splice(0)) call.hangUp()
  for (const { id } of [alice, claire])
    await until('she is in no call', async () => !(await rig.station(id)).busyCallId)
})

const stateOf = async ({ callId }: Waiting) => (await rig.live(callId))?.state
const stands = (caller: Waiting, state: string) => until(state, async () => (await stateOf(caller)) === state)

/** A caller who speaks with Alice. */
async function speaks(line: string): Promise<{ caller: Waiting; leg: Call }> {
  callers += 1
  const caller = await rig.waits(`+3319900740${callers}`, line)
  placed.push(caller)
  await until('it rings at Alice', async () => (await alice.rung()) === caller.callId)
  const leg = await alice.answers(caller)
  await stands(caller, 'talking')
  return { caller, leg }
}

const connect = ({ clientId, callId }: Waiting): Call =>
  claire.device.connect({ clientId: String(clientId), callId, as: 'supervisor' })

/** Claire asks for it, and her softphone calls. */
async function takesPart(caller: Waiting, mode: 'listen' | 'whisper' | 'join'): Promise<Call> {
  expect(await claire.post(mode, caller)).toEqual({ status: 200, body: { done: true, connects: true } })
  const leg = connect(caller)
  await until('she is there', async () =>
    (await legsOf(rig, caller.callId)).some(
      ({ role, joinedAt, leftAt }) => role === 'supervisor' && joinedAt && !leftAt,
    ),
  )
  return leg
}

const sids = (...those: Call[]) => those.map(({ leg }) => leg.sid).sort()

/** Who hears this one in the conference of that call. */
function hearers({ callId }: Waiting, { leg }: Call) {
  const room = rig.exchange.conferences.find(
    ({ name, status }) => name === `call-${callId}` && status === 'in-progress',
  )
  const she = room?.participants.find((one) => one.leg === leg)
  return room && she
    ? hearersOf(room, she)
        .map((one) => one.leg.sid)
        .sort()
    : null
}

const journal = ({ callId }: Waiting) =>
  rig.context.db
    .select({ verb: acts.verb, actorId: acts.actorId, before: acts.before, after: acts.after })
    .from(acts)
    .where(and(eq(acts.subjectId, callId), like(acts.verb, 'call.listen%')))
    .orderBy(asc(acts.at), asc(acts.id))

/** Without the bars at the foot of every page. */
const floorOf = async (visitor: Visitor) =>
  (await visitor.get('/console/floor')).body.split('<div class="news">')[0]

test('a supervisor listens, whispers, joins and leaves, the secretary sees it each time, and the journal tells', async () => {
  const { caller, leg: alices } = await speaks(lines.chauffage)
  expect(caller.call.transcript.join(' ')).toContain('peut écouter cet appel')
  const page = `/console/calls/${caller.clientId}/${caller.callId}`
  expect((await consoles.claire.get(page)).body).toContain('data-listens="listen"')
  expect((await consoles.alice.get(page)).body).not.toContain('data-listens-to')
  expect(await floorOf(consoles.claire)).toContain('data-listens="whisper"')

  const claires = await takesPart(caller, 'listen')
  await setStation(rig.context, claire.id, { secretaryId: claire.id, state: 'available' })
  expect(hearers(caller, claires)).toEqual([])
  expect(hearers(caller, alices)).toEqual(sids(caller.call, claires))
  expect(await rig.station(claire.id)).toMatchObject({ busyCallId: caller.callId, rungCallId: null })
  expect(await floorOf(consoles.claire)).toContain('<bdi>Claire</bdi> écoute')
  expect(await floorOf(consoles.claire)).not.toContain('data-listens-to')

  expect((await claire.post('whisper', caller)).body).toEqual({ done: true, connects: false })
  expect(hearers(caller, claires)).toEqual(sids(alices))
  expect((await claire.post('join', caller)).body).toEqual({ done: true, connects: false })
  expect(hearers(caller, claires)).toEqual(sids(caller.call, alices))
  rig.exchange.trouble.add({ rest: 'participants.update', does: 'refuse', status: 503 })
  expect(await claire.post('listen', caller)).toEqual({ status: 502, body: { code: 'away' } })
  rig.exchange.trouble.clear()
  expect(hearers(caller, claires)).toEqual(sids(caller.call, alices))

  rig.clock.advance(20_000)
  expect((await claire.post('leave', caller)).body).toEqual({ done: true })
  await claires.finished
  expect(await stateOf(caller)).toBe('talking')
  expect(hearers(caller, alices)).toEqual(sids(caller.call))
  expect(await rig.station(claire.id)).toMatchObject({ busyCallId: null, wrapUpUntil: null })
  expect((await claire.post('leave', caller)).body).toEqual({ done: false })
  expect((await consoles.alice.get(page)).body).toContain('Claire a pris part')
  const told = await journal(caller)
  expect(told.map(({ verb, after }) => [verb, after])).toEqual([
    ['call.listened', { mode: 'listen', secretaryId: alice.id }],
    ['call.listeningChanged', { mode: 'whisper' }],
    ['call.listeningChanged', { mode: 'join' }],
    ['call.listeningChanged', { mode: 'listen' }],
    ['call.listeningChanged', { mode: 'join' }],
    ['call.listeningEnded', { why: 'left', seconds: expect.toSatisfy((n: number) => n >= 20 && n < 60) }],
  ])
  expect(new Set(told.map(({ actorId }) => actorId))).toEqual(new Set([claire.id]))
  await setStation(rig.context, claire.id, { secretaryId: claire.id, state: 'pause' })
})

test('only a supervisor who asked for it is let in, where callers are told, and not after one who objects', async () => {
  const { caller } = await speaks(lines.chauffage)
  for (const act of ['listen', 'whisper', 'join', 'leave'])
    expect(
      (await consoles.alice.post(`/console/answering/${caller.clientId}/${caller.callId}/${act}`)).status,
    ).toBe(403)
  await connect(caller).finished
  await rig.context.gateway.findParticipants(`call-${caller.callId}`)
  expect((await legsOf(rig, caller.callId)).map(({ role }) => role).sort()).toEqual(['caller', 'secretary'])

  const claires = await takesPart(caller, 'whisper')
  const alices = await alice.device.connect({
    ...{ clientId: String(caller.clientId), callId: caller.callId, as: 'supervisor' },
  }).finished
  expect(alices.status).toBe('completed')
  expect((await alice.post('refuse-listening', caller)).body).toEqual({ done: true })
  await claires.finished
  expect(await claire.post('listen', caller)).toEqual({ status: 409, body: { code: 'refused' } })
  expect((await journal(caller)).at(-1)).toMatchObject({ actorId: alice.id, after: { why: 'refused' } })
  await connect(caller).finished
  expect(await stateOf(caller)).toBe('talking')
  caller.call.hangUp()
  await stands(caller, 'ended')
  expect(await claire.post('join', caller)).toEqual({ status: 409, body: { code: 'notNow' } })
  await alice.ready()

  const other = await speaks(lines.morel)
  expect(other.caller.call.transcript.join(' ')).not.toContain('écouter')
  expect(await claire.post('whisper', other.caller)).toEqual({ status: 409, body: { code: 'notAllowed' } })
  expect(await floorOf(consoles.claire)).not.toContain('data-listens="listen"')
  await takesPart(other.caller, 'join')
  expect(
    (await claire.post('listen', { ...other.caller, callId: '0199d0f0-0000-7000-8000-000000000000' })).status,
  ).toBe(409)
})

test('who only hears is let go when the secretary dies, and the caller waits again; who joined has him', async () => {
  const first = await speaks(lines.chauffage)
  const listener = await takesPart(first.caller, 'listen')
  first.leg.hangUp()
  await stands(first.caller, 'waiting')
  await listener.finished
  expect(await rig.station(claire.id)).toMatchObject({ busyCallId: null })
  expect((await journal(first.caller)).at(-1)).toMatchObject({ actorId: null, after: { why: 'over' } })
  await until('it rings at Alice', async () => (await alice.rung()) === first.caller.callId)
  first.caller.call.hangUp()
  await stands(first.caller, 'ended')
  await until('it rings no more', async () => (await alice.rung()) === null)
  await alice.ready()

  const { caller, leg } = await speaks(lines.chauffage)
  const claires = await takesPart(caller, 'join')
  leg.hangUp()
  await until('Claire has him', async () => (await rig.live(caller.callId))?.claimedById === claire.id)
  expect(await stateOf(caller)).toBe('talking')
  expect(hearers(caller, claires)).toEqual(sids(caller.call))
  expect(await rig.station(alice.id)).toMatchObject({ busyCallId: null })
  const [handling] = await rig.context.db
    .select()
    .from(callHandlings)
    .where(eq(callHandlings.callId, caller.callId))
  expect(handling).toMatchObject({ secretaryId: claire.id, previousId: alice.id })
  expect((await claire.post('hold', caller)).status).toBe(200)
  expect((await claire.post('hang-up', caller)).status).toBe(200)
  await caller.call.finished
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('she hears a consulted executive with the secretary, not what they say without her; her line may break off', async () => {
  rig.exchange.telephone(durand).behave({ kind: 'byHand' })
  const { caller, leg: alices } = await speaks(lines.chauffage)
  let claires = await takesPart(caller, 'listen')
  claires.hangUp()
  await until('Claire is free', async () => !(await rig.station(claire.id)).busyCallId)
  expect(await stateOf(caller)).toBe('talking')
  expect((await journal(caller)).at(-1)).toMatchObject({ after: { why: 'lineEnded' } })

  claires = await takesPart(caller, 'listen')
  expect((await alice.post('consult', caller, { executive: 'durand' })).status).toBe(200)
  await until('he picks up', () => rig.exchange.telephone(durand).answer())
  await until('he is there', () => (hearers(caller, alices)?.length ?? 0) === 2)
  expect(hearers(caller, alices)).toContain(claires.leg.sid)
  await until('it is known', async () =>
    (await legsOf(rig, caller.callId)).some(({ role, joinedAt }) => role === 'executive' && joinedAt),
  )
  expect((await alice.post('hand-over', caller)).status).toBe(200)
  await claires.finished
  await stands(caller, 'handedOver')
  expect(caller.call.status).toBe('in-progress')
  expect(await rig.station(claire.id)).toMatchObject({ busyCallId: null })
  expect(await claire.post('join', caller)).toEqual({ status: 409, body: { code: 'notNow' } })
})

test('one whose softphone does not come, or cannot be reached, listens to nobody', async () => {
  const { caller } = await speaks(lines.chauffage)
  expect((await claire.post('listen', caller)).status).toBe(200)
  rig.clock.advance(9_000)
  await releaseLateListeners(rig.context, rig.clock.now())
  expect(await rig.station(claire.id)).toMatchObject({ busyCallId: null })
  await connect(caller).finished
  expect(await stateOf(caller)).toBe('talking')
  rig.clock.advance(60_000)
  expect(await claire.post('listen', caller)).toEqual({ status: 409, body: { code: 'noTelephone' } })
  claire = await rig.seat('claire')
  const claires = await takesPart(caller, 'join')
  expect((await claire.post('leave', caller)).body).toEqual({ done: true })
  await claires.finished
  // As where she answered at her telephone, outside the conference.
  const alices = eq(callLegs.secretaryId, alice.id)
  await rig.context.db.update(callLegs).set({ byTelephone: true }).where(alices)
  expect(await claire.post('join', caller)).toEqual({ status: 409, body: { code: 'notNow' } })
  await rig.context.db.update(callLegs).set({ byTelephone: false }).where(alices)
  const again = await takesPart(caller, 'join')
  expect((await alice.post('hang-up', caller)).status).toBe(200)
  await again.finished
  expect(await stateOf(caller)).toBe('ended')
  expect(await rig.station(claire.id)).toMatchObject({ busyCallId: null, wrapUpUntil: null })
})
