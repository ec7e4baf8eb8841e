import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchUnattended } from '../../src/answering/second/unattended.ts'
import type { Call } from '../../src/simulator/place-call.ts'
import { type LiveRig, type Seated, startLiveRig, type Waiting } from '../support/live-rig.ts'
import { until } from '../support/until.ts'

/** While a caller of Durand Chauffage is held another may ring; while one of Cabinet Morel's is, none. */
const lines = { chauffage: '+33199001004', morel: '+33199001001' }

let rig: LiveRig
let alice: Seated
let callers = 0
beforeAll(async () => {
  rig = await startLiveRig()
})
afterAll(() => rig?.close())
const placed: Waiting[] = []
beforeEach(async () => {
  alice = await rig.seat('alice')
  await alice.ready()
})
afterEach(async () => {
  for (const { call } of placed.splice(0)) call.hangUp()
  await until('she is in no call', async () => !(await rig.station(alice.id)).busyCallId)
})

const stateOf = async ({ callId }: Waiting) => (await rig.live(callId))?.state
const stands = (caller: Waiting, state: string) => until(state, async () => (await stateOf(caller)) === state)
const rungBy = (caller: Waiting) =>
  until('it rings at her', async () => (await alice.rung()) === caller.callId)

async function waits(line: string): Promise<Waiting> {
  callers += 1
  const caller = await rig.waits(`+3319900750${callers}`, line)
  placed.push(caller)
  return caller
}

async function holds(line: string): Promise<{ caller: Waiting; leg: Call }> {
  const caller = await waits(line)
  await rungBy(caller)
  const leg = await alice.answers(caller)
  await stands(caller, 'talking')
  expect((await alice.post('hold', caller)).status).toBe(200)
  return { caller, leg }
}

/** As her telephone does: it leaves the one caller and joins the other. */
async function goesTo(other: Waiting, leg: Call): Promise<Call> {
  leg.hangUp()
  await leg.finished
  return alice.connect(other)
}

async function answersBeside(leg: Call, line = lines.morel): Promise<{ second: Waiting; line: Call }> {
  const second = await waits(line)
  await rungBy(second)
  expect((await alice.post('answer', second)).status).toBe(200)
  const joined = await goesTo(second, leg)
  await stands(second, 'talking')
  return { second, line: joined }
}

const isHeld = ({ callId, call }: Waiting) =>
  rig.exchange.conferences
    .find(({ name, status }) => name === `call-${callId}` && status === 'in-progress')
    ?.participants.find(({ leg }) => leg === call.leg)?.held ?? null

test('she answers a second caller while she holds the first, goes from one to the other, and ends either', async () => {
  const { caller: first, leg } = await holds(lines.chauffage)
  const { second, line } = await answersBeside(leg)
  expect(await rig.station(alice.id)).toMatchObject({
    busyCallId: second.callId,
    parkedCallId: first.callId,
  })
  expect([await stateOf(first), isHeld(first), first.call.status]).toEqual(['held', true, 'in-progress'])
  expect(await alice.post('resume', first)).toEqual({ status: 409, body: { code: 'notNow' } })
  expect(await alice.post('take-up', first)).toEqual({ status: 409, body: { code: 'notNow' } })

  expect((await alice.post('hold', second)).status).toBe(200)
  const third = await waits(lines.chauffage)
  await rig.context.rings.look()
  expect(await alice.rung()).toBeNull()
  third.call.hangUp()
  await stands(third, 'ended')

  expect((await alice.post('take-up', first)).status).toBe(200)
  await goesTo(first, line)
  await until('he hears her', async () => (await alice.post('resume', first)).status === 200)
  expect([await stateOf(first), isHeld(first)]).toEqual(['talking', false])
  expect([await stateOf(second), isHeld(second)]).toEqual(['held', true])
  expect(await rig.station(alice.id)).toMatchObject({
    busyCallId: first.callId,
    parkedCallId: second.callId,
  })

  first.call.hangUp()
  await stands(first, 'ended')
  await until('she is with the other', async () => (await rig.station(alice.id)).busyCallId === second.callId)
  expect(await rig.station(alice.id)).toMatchObject({ parkedCallId: null, wrapUpUntil: null })
  expect((await alice.post('take-up', second)).status).toBe(200)
  alice.connect(second)
  await until('he hears her', async () => (await alice.post('resume', second)).status === 200)
  expect((await alice.post('hang-up', second)).status).toBe(200)
  await second.call.finished
  const station = await rig.station(alice.id)
  expect(station).toMatchObject({ busyCallId: null, parkedCallId: null })
  expect(station.wrapUpUntil).not.toBeNull()
  for (const { callId } of [first, second])
    expect(await rig.conclude(callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('it rings where the client of whom she holds allows it and she does not speak, and is not held against her', async () => {
  const { caller } = await holds(lines.morel)
  const other = await waits(lines.chauffage)
  await rig.context.rings.look()
  expect(await alice.rung()).toBeNull()
  expect(await alice.post('answer', other)).toMatchObject({ status: 409, body: { code: 'elsewhere' } })
  expect(await stateOf(other)).toBe('waiting')
  caller.call.hangUp()
  await stands(caller, 'ended')
  other.call.hangUp()
  await stands(other, 'ended')
  await alice.ready()

  const { caller: held } = await holds(lines.chauffage)
  const second = await waits(lines.chauffage)
  await rungBy(second)
  rig.clock.advance(21_000)
  await rig.context.rings.look()
  const hers = { passedCallId: second.callId, missedRings: 0, state: 'available' }
  expect(await rig.station(alice.id)).toMatchObject(hers)
  await rungBy(second)
  expect((await alice.post('resume', held)).status).toBe(200)
  expect(await alice.rung()).toBeNull()
  await rig.context.rings.look()
  expect(await alice.rung()).toBeNull()
})

test('when her line breaks off both wait again, and whom she held when nobody hears of her any more', async () => {
  const one = await holds(lines.chauffage)
  const two = await answersBeside(one.leg)
  two.line.hangUp()
  await stands(two.second, 'waiting')
  await stands(one.caller, 'waiting')
  expect(await rig.station(alice.id)).toMatchObject({ busyCallId: null, parkedCallId: null })
  for (const { call } of placed.splice(0)) call.hangUp()
  await stands(one.caller, 'ended')
  await stands(two.second, 'ended')
  await until('it rings no more', async () => (await alice.rung()) === null)
  await alice.ready()

  const three = await holds(lines.chauffage)
  const four = await answersBeside(three.leg)
  expect((await alice.post('hang-up', four.second)).status).toBe(200)
  await until('she is with the first', async () => {
    return (await rig.station(alice.id)).busyCallId === three.caller.callId
  })
  await fetchUnattended(rig.context, rig.clock.now())
  expect(await stateOf(three.caller)).toBe('held')
  rig.clock.advance(60_000)
  await fetchUnattended(rig.context, rig.clock.now())
  await stands(three.caller, 'waiting')
  await until('he is in the queue', () => three.caller.call.leg.onKey !== null)
})
