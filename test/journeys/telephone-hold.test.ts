import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { tendQueue } from '../../src/answering/sweep-live-calls.ts'
import { callLegs } from '../../src/answering/tables.ts'
import { moveToConference } from '../../src/answering/telephones/move-to-conference.ts'
import { endWrapUp } from '../../src/floor/end-wrap-up.ts'
import { setStation } from '../../src/floor/set-station.ts'
import { hearersOf } from '../../src/simulator/conferences/conference.ts'
import { hangUp, type Leg } from '../../src/simulator/leg.ts'
import type { Call } from '../../src/simulator/place-call.ts'
import { callIdOf } from '../../src/twilio/webhooks.ts'
import { presses, ringsAt, sitsAtTelephone } from '../support/at-telephones.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { type LiveRig, legsOf, type Seated, startLiveRig, type Waiting } from '../support/live-rig.ts'
import { until } from '../support/until.ts'

const lines = { morel: '+33199001001', chauffage: '+33199001004' }
const meMorel = '+33199001101'

let rig: LiveRig
let alice: Awaited<ReturnType<typeof sitsAtTelephone>>
let visitor: Visitor
let claire: Seated
let callers = 0
beforeAll(async () => {
  rig = await startLiveRig()
  alice = await sitsAtTelephone(rig, 'alice')
  visitor = await signIn(rig, 'alice')
  claire = await rig.seat('claire')
  await setStation(rig.context, claire.id, { secretaryId: claire.id, state: 'pause' })
})
afterAll(() => rig?.close())
afterEach(async () => {
  rig.exchange.trouble.clear()
  for (const leg of rig.exchange.calls) hangUp(leg, 'person')
  await rig.exchange.settled()
  for (const { id } of [alice, claire])
    await until('nobody is in a call', async () => !(await rig.station(id)).busyCallId)
  await endWrapUp(rig.context, alice.id)
})

type Spoken = Waiting & { leg: Leg }

/** A caller whom Alice has taken at her telephone. */
async function speaks(line = lines.morel): Promise<Spoken> {
  callers += 1
  const call = rig.exchange.call({ from: `+3319900730${callers}`, to: line, byHand: true })
  const leg = await takes(call)
  const callId = callIdOf(call.sid)
  return { call, callId, clientId: (await rig.row(callId)).clientId, leg }
}

async function takes(call: Call): Promise<Leg> {
  const leg = await ringsAt(alice)
  alice.telephone.answer()
  await presses(leg, '1')
  await until('they are put through', () => call.leg.bridgedTo === leg)
  return leg
}

async function post(act: string, { clientId, callId }: Spoken, fields = {}) {
  const { status, body } = await visitor.post(`/console/answering/${clientId}/${callId}/${act}`, fields)
  return { status, body: JSON.parse(body) }
}
const done = { status: 200, body: { done: true } }
const stateOf = async ({ callId }: Spoken) => (await rig.live(callId))?.state
const stands = (caller: Spoken, state: string) => until(state, async () => (await stateOf(caller)) === state)
const herLegs = async ({ callId }: Spoken) =>
  (await legsOf(rig, callId)).filter(({ role }) => role === 'secretary')

const roomOf = ({ callId }: Spoken) =>
  rig.exchange.conferences.find(({ name, status }) => name === `call-${callId}` && status === 'in-progress')

/** Who is in the conference of the call, and which of them is held. */
const inRoom = (caller: Spoken) =>
  (roomOf(caller)?.participants ?? [])
    .filter(({ presence }) => presence === 'joined')
    .map(({ leg, held }) => {
      const who = leg === caller.call.leg ? 'he' : leg === caller.leg ? 'she' : leg.to
      return held ? `${who}, held` : who
    })
    .toSorted()

test('from her telephone she holds the caller, comes back, consults the executive and leaves them together', async () => {
  const caller = await speaks()
  expect(roomOf(caller)).toBeUndefined()
  expect(await post('hold', caller)).toEqual(done)
  expect(inRoom(caller)).toEqual(['he, held', 'she'])
  expect(await stateOf(caller)).toBe('held')
  expect(await herLegs(caller)).toMatchObject([{ byTelephone: true, move: 'done', leftAt: null }])
  expect(await post('resume', caller)).toEqual(done)
  expect(inRoom(caller)).toEqual(['he', 'she'])

  rig.exchange.telephone(meMorel).behave({ kind: 'byHand' })
  expect(await post('consult', caller, { executive: 'morel' })).toEqual(done)
  await until('it rings at her', () => rig.exchange.telephone(meMorel).answer())
  await until('she is there', () => inRoom(caller).includes(meMorel))
  await until('it is known', async () =>
    (await legsOf(rig, caller.callId)).some(({ role, joinedAt }) => role === 'executive' && joinedAt),
  )
  expect(inRoom(caller)).toEqual([meMorel, 'he, held', 'she'].toSorted())
  expect(await post('hand-over', caller)).toEqual(done)
  await until('her telephone is let go', () => caller.leg.status === 'completed')
  expect(inRoom(caller)).toEqual([meMorel, 'he'].toSorted())
  expect(await rig.station(alice.id)).toMatchObject({ busyCallId: null })
  caller.call.hangUp()
  await caller.call.finished
  await stands(caller, 'ended')
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('an executive can be consulted at once; two presses at the same moment move them once', async () => {
  const first = await speaks()
  rig.exchange.telephone(meMorel).behave({ kind: 'noAnswer' })
  expect(await post('consult', first, { executive: 'morel' })).toEqual(done)
  expect(inRoom(first)).toEqual(['he, held', 'she'])
  await until('she is not had', async () => (await stateOf(first)) === 'held', 20_000)
  expect(await post('come-back', first)).toEqual(done)
  expect(await post('hang-up', first)).toEqual({ status: 200, body: { ended: 'ended' } })
  await first.call.finished
  await until('her telephone is let go', () => first.leg.status === 'completed')
  await endWrapUp(rig.context, alice.id)

  const second = await speaks()
  const presses = await Promise.all([post('hold', second), post('hold', second)])
  expect(presses.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(inRoom(second)).toEqual(['he, held', 'she'])
  expect(rig.exchange.conferences.filter(({ name }) => name === `call-${second.callId}`)).toHaveLength(1)
})

test.each([
  ['held', async (caller: Spoken) => post('hold', caller)],
  [
    'talking',
    async (caller: Spoken) => {
      await post('hold', caller)
      return post('resume', caller)
    },
  ],
])(
  'her telephone hangs up while he is %s in the conference: he waits, before others, for her',
  async (_, act) => {
    const caller = await speaks()
    expect(await act(caller)).toEqual(done)
    hangUp(caller.leg, 'person')
    await stands(caller, 'waiting')
    expect(await rig.live(caller.callId)).toMatchObject({ priority: -1, lastSecretaryId: alice.id })
    await until('he hears so', () => caller.call.transcript.some((said) => said.includes('reprenons')))
    const again = await takes(caller.call)
    expect(await stateOf(caller)).toBe('talking')
    expect(await herLegs(caller)).toHaveLength(2)
    caller.leg = again
    // A new bridge is moved as the first was.
    expect(await post('hold', caller)).toEqual(done)
    expect(inRoom(caller)).toEqual(['he, held', 'she'])
    caller.call.hangUp()
    await caller.call.finished
    await stands(caller, 'ended')
    await until('her telephone is let go', () => again.status === 'completed')
  },
)

test('the exchange refuses: nothing is changed, she is told, and the next press does it', async () => {
  const caller = await speaks()
  rig.exchange.trouble.add({ rest: 'calls.update', does: 'refuse', status: 503, times: 1 })
  expect(await post('hold', caller)).toEqual({ status: 502, body: { code: 'away' } })
  expect(caller.call.leg.bridgedTo).toBe(caller.leg)
  expect([caller.call.status, caller.leg.status, await stateOf(caller)]).toEqual([
    ...['in-progress', 'in-progress', 'talking'],
  ])
  expect(await post('hold', caller)).toEqual(done)
  expect(inRoom(caller)).toEqual(['he, held', 'she'])
  await post('hang-up', caller)
  await caller.call.finished

  // It did as it was told, and its answer was lost.
  await endWrapUp(rig.context, alice.id)
  const lost = await speaks()
  rig.exchange.trouble.add({ rest: 'calls.update', does: 'acceptThenDrop', times: 1 })
  expect((await post('hold', lost)).status).toBe(502)
  await until('they are together', () => inRoom(lost).join() === 'he,she')
  await until('it is known', async () => (await herLegs(lost))[0]?.move === 'done')
  expect(await post('hold', lost)).toEqual(done)
  await post('hang-up', lost)
  await lost.call.finished

  // Refused before, her hanging up still ends it for both.
  await endWrapUp(rig.context, alice.id)
  const ended = await speaks()
  rig.exchange.trouble.add({ rest: 'calls.update', does: 'refuse', status: 503, times: 1 })
  expect((await post('hold', ended)).status).toBe(502)
  hangUp(ended.leg, 'person')
  await ended.call.finished
  await stands(ended, 'ended')
  expect(await rig.conclude(ended.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('one of them hangs up on the way: nobody is left alone', async () => {
  const { context } = rig
  const gone = await speaks()
  const held = post('hold', gone)
  await until('she is sent', async () => (await herLegs(gone))[0]?.move !== null)
  gone.call.hangUp()
  expect((await held).status).toBe(409)
  await stands(gone, 'ended')
  await until('her telephone is let go', () => gone.leg.status === 'completed')
  expect(await rig.conclude(gone.callId)).toEqual({ disposition: 'answered', slips: [] })

  // She never comes, and nothing tells so: her line has ended before the conference heard of it.
  await endWrapUp(context, alice.id)
  const left = await speaks()
  await context.db
    .update(callLegs)
    .set({ move: 'asked', moveAskedAt: rig.clock.now() })
    .where(eq(callLegs.callSid, left.leg.sid))
  hangUp(left.leg, 'person')
  await until('he is alone', () =>
    rig.exchange.conferences.some(({ name }) => name === `call-${left.callId}`),
  )
  rig.clock.advance(9_000)
  await tendQueue(context)
  await stands(left, 'waiting')
  left.call.hangUp()
  await left.call.finished
})

test('told twice, late and in another order it is the same call; what the conference did not tell is asked', async () => {
  const { context, exchange } = rig
  exchange.trouble.add({ webhook: 'conference', does: 'twice' })
  exchange.trouble.add({ webhook: 'conference', does: 'outOfOrder', probability: 0.5 })
  const caller = await speaks()
  expect(await post('hold', caller)).toEqual(done)
  expect(inRoom(caller)).toEqual(['he, held', 'she'])
  await post('hang-up', caller)
  await caller.call.finished
  await stands(caller, 'ended')
  exchange.trouble.clear()
  await endWrapUp(context, alice.id)

  const untold = await speaks()
  exchange.trouble.add({ webhook: 'conference', does: 'lost' })
  const key = { clientId: untold.clientId, callId: untold.callId }
  void moveToConference(context, key)
  await until('they are together', () => inRoom(untold).join() === 'he,she')
  rig.clock.advance(9_000)
  await tendQueue(context)
  expect(await herLegs(untold)).toMatchObject([{ move: 'done', leftAt: null }])
  expect(await post('hold', untold)).toEqual(done)
  await post('hang-up', untold)
  await untold.call.finished
})

test('a supervisor takes part in a call of hers; not where no page of hers shows it', async () => {
  await setStation(rig.context, claire.id, { secretaryId: claire.id, state: 'pause' })
  claire = await rig.seat('claire')
  await setStation(rig.context, claire.id, { secretaryId: claire.id, state: 'pause' })
  const caller = await speaks(lines.chauffage)
  await setStation(rig.context, alice.id, { secretaryId: alice.id, state: 'off' })
  expect(await claire.post('listen', caller)).toEqual({ status: 409, body: { code: 'notNow' } })
  await setStation(rig.context, alice.id, { secretaryId: alice.id, state: 'available' })
  rig.exchange.trouble.add({ rest: 'calls.update', does: 'refuse', status: 503, times: 1 })
  expect(await claire.post('whisper', caller)).toEqual({ status: 502, body: { code: 'away' } })
  expect(await rig.station(claire.id)).toMatchObject({ busyCallId: null })
  expect(roomOf(caller)).toBeUndefined()
  expect(await claire.post('whisper', caller)).toEqual({ status: 200, body: { done: true, connects: true } })
  const { clientId, callId } = caller
  const claires = claire.device.connect({ clientId: String(clientId), callId, as: 'supervisor' })
  const hearers = () => {
    const room = roomOf(caller)
    const she = room?.participants.find(({ leg }) => leg === claires.leg)
    return room && she ? hearersOf(room, she).map(({ leg }) => leg.sid) : []
  }
  await until('only she hears her', () => hearers().join() === caller.leg.sid)
  caller.call.hangUp()
  await claires.finished
  await stands(caller, 'ended')
})
