import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { endLostCalls } from '../../src/answering/sweep-live-calls.ts'
import { liveCalls } from '../../src/answering/tables.ts'
import { callEvents } from '../../src/calls/tables.ts'
import type { Behaviour } from '../../src/simulator/telephone.ts'
import { type LiveRig, legsOf, type Seated, startLiveRig, type Waiting } from '../support/live-rig.ts'
import { until } from '../support/until.ts'

const line = '+33199001001'
const morel = '+33199001101'

let rig: LiveRig
let alice: Seated
let callers = 0
beforeAll(async () => {
  rig = await startLiveRig()
})
afterAll(() => rig?.close())
const placed: Waiting[] = []
afterEach(async () => {
  for (const { call } of placed.splice(0)) call.hangUp()
  await until('Alice is in no call', async () => !(await rig.station(alice.id)).busyCallId)
})
beforeEach(async () => {
  alice = await rig.seat('alice')
  await alice.ready()
})

const stateOf = async ({ callId }: Waiting) => (await rig.live(callId))?.state
const stands = (caller: Waiting, state: string) => until(state, async () => (await stateOf(caller)) === state)
const phone = () => rig.exchange.telephone(morel)

/** A caller who speaks with Alice; Me Morel's telephone does as told. */
async function speaks(behaviour: Behaviour) {
  phone().behave(behaviour)
  callers += 1
  const caller = await rig.waits(`+3319900710${callers}`, line)
  placed.push(caller)
  await until('it rings at Alice', async () => (await alice.rung()) === caller.callId)
  const leg = await alice.answers(caller)
  await stands(caller, 'talking')
  return { caller, leg, rang: phone().legs.length }
}

const consult = (caller: Waiting) => alice.post('consult', caller, { executive: 'morel' })
const last = () => phone().legs.at(-1)
const isThere = async ({ callId }: Waiting) =>
  (await legsOf(rig, callId)).some(
    ({ role, joinedAt, leftAt }) => role === 'executive' && joinedAt && !leftAt,
  )
async function picksUp(caller: Waiting) {
  await until('it rings at her', () => phone().answer())
  await until('she picks up', () => isThere(caller))
}
const verbsOf = async ({ callId }: Waiting) =>
  (await rig.context.db.select().from(acts).where(eq(acts.subjectId, callId))).map(({ verb }) => verb)

/** Whom he hears in the conference of his call, and whether he is held there. */
function room({ callId, call }: Waiting) {
  const found = rig.exchange.conferences.find(
    ({ name, status }) => name === `call-${callId}` && status === 'in-progress',
  )
  const there = found?.participants.filter(({ presence }) => presence === 'joined') ?? []
  const he = there.find(({ leg }) => leg === call.leg)
  return { others: there.length - (he ? 1 : 0), held: he?.held ?? null }
}

test('an executive is consulted while the caller is held, brought in, and left with him', async () => {
  const { caller, leg } = await speaks({ kind: 'byHand' })
  expect(await consult(caller)).toEqual({ status: 200, body: { done: true } })
  await picksUp(caller)
  expect(last()?.from).toBe(line)
  expect(room(caller)).toEqual({ others: 2, held: true })
  expect((await alice.post('bring-in', caller)).status).toBe(200)
  expect(await stateOf(caller)).toBe('conferring')
  expect(room(caller)).toEqual({ others: 2, held: false })

  expect(await alice.post('hand-over', caller)).toEqual({ status: 200, body: { done: true } })
  await leg.finished
  expect(await stateOf(caller)).toBe('handedOver')
  expect(room(caller)).toEqual({ others: 1, held: false })
  const station = await rig.station(alice.id)
  expect(station.busyCallId).toBeNull()
  expect(station.wrapUpUntil?.getTime()).toBeGreaterThan(rig.clock.now().getTime())
  expect(await alice.post('hang-up', caller)).toMatchObject({ body: { ended: 'ended' } })
  expect(await stateOf(caller)).toBe('handedOver')

  caller.call.hangUp()
  await caller.call.finished
  await stands(caller, 'ended')
  await until('her line is free', () => last()?.status === 'completed')
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
  expect(await rig.row(caller.callId)).toMatchObject({ outcome: 'connected', billable: true })
  expect(await verbsOf(caller)).toEqual(['call.taken', 'call.consulted', 'call.broughtIn', 'call.handedOver'])
})

test('handed over at once, he speaks with her; when she hangs up his call is over', async () => {
  const { caller, leg } = await speaks({ kind: 'byHand' })
  await consult(caller)
  await picksUp(caller)
  expect((await alice.post('hand-over', caller)).status).toBe(200)
  await leg.finished
  expect(room(caller)).toEqual({ others: 1, held: false })
  rig.clock.advance(60_000)
  await rig.context.gateway.endCall(last()?.sid ?? '')
  await caller.call.finished
  expect(await stateOf(caller)).toBe('ended')
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('one who hangs up as he is handed to her leaves him to the secretary again', async () => {
  const { caller, leg } = await speaks({ kind: 'byHand' })
  await consult(caller)
  await picksUp(caller)
  expect((await alice.post('hand-over', caller)).status).toBe(200)
  await leg.finished
  await rig.context.gateway.endCall(last()?.sid ?? '')
  await stands(caller, 'waiting')
  await until('he is in the queue', () => caller.call.leg.onKey !== null)
  expect(caller.call.status).toBe('in-progress')
  caller.call.hangUp()
  await caller.call.finished
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test.each([
  ['busy', { kind: 'busy' }, 'busy'],
  ['does not answer', { kind: 'noAnswer' }, 'no-answer'],
] as const)(
  'an executive who %s is said so, and the secretary takes the caller back',
  async (_, behaviour, why) => {
    const { caller } = await speaks(behaviour)
    await consult(caller)
    await stands(caller, 'held')
    await until('it is known why', async () =>
      (await legsOf(rig, caller.callId)).some(({ failure }) => failure === why),
    )
    expect(room(caller)).toEqual({ others: 1, held: true })
    expect((await alice.post('hand-over', caller)).status).toBe(409)
    expect((await alice.post('come-back', caller)).status).toBe(200)
    expect(await stateOf(caller)).toBe('talking')
    expect(room(caller)).toEqual({ others: 1, held: false })
    await alice.post('hang-up', caller)
    await caller.call.finished
    expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
  },
)

test("an executive's mailbox is hung up by the secretary, who has the caller again", async () => {
  const { caller } = await speaks({ kind: 'byHand' })
  await consult(caller)
  await picksUp(caller)
  expect(room(caller).held).toBe(true)
  expect((await alice.post('come-back', caller)).status).toBe(200)
  await until('the mailbox is gone', () => last()?.status === 'completed')
  expect(await stateOf(caller)).toBe('talking')
  expect(room(caller)).toEqual({ others: 1, held: false })
  expect((await alice.post('come-back', caller)).status).toBe(200)
  await alice.post('hang-up', caller)
  await caller.call.finished
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('a caller who hangs up while he is held stops the ringing', async () => {
  const { caller, leg } = await speaks({ kind: 'byHand' })
  await consult(caller)
  const rung = await phone().rings()
  caller.call.hangUp()
  await Promise.all([caller.call.finished, leg.finished])
  await until('it rings no more', () => rung.status !== 'ringing')
  expect(await stateOf(caller)).toBe('ended')
  expect(await rig.station(alice.id)).toMatchObject({ busyCallId: null })
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('when her device dies as she consults, the caller waits for her, and nothing rings on', async () => {
  const { caller } = await speaks({ kind: 'byHand' })
  await consult(caller)
  const rung = await phone().rings()
  alice.device.hangUpAll()
  await stands(caller, 'waiting')
  await until('it rings no more', () => rung.status !== 'ringing')
  await until('it rings at Alice again', async () => (await alice.rung()) === caller.callId)
  const leg = await alice.answers(caller)
  await stands(caller, 'talking')
  expect(room(caller)).toEqual({ others: 1, held: false })
  await alice.post('hang-up', caller)
  await Promise.all([caller.call.finished, leg.finished])
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('when her device dies with all three together, the two speak on', async () => {
  const { caller } = await speaks({ kind: 'byHand' })
  await consult(caller)
  await picksUp(caller)
  expect((await alice.post('bring-in', caller)).status).toBe(200)
  alice.device.hangUpAll()
  await stands(caller, 'handedOver')
  expect(room(caller)).toEqual({ others: 1, held: false })
  caller.call.hangUp()
  await caller.call.finished
  await stands(caller, 'ended')
})

test('a number that may not be rung is refused before anything happens, and an exchange that is away changes nothing', async () => {
  const { caller, rang } = await speaks({ kind: 'byHand' })
  expect(await alice.post('consult', caller, { executive: 'nobody' })).toEqual({
    ...{ status: 409, body: { code: 'noNumber' } },
  })
  rig.exchange.trouble.add({ rest: 'participants.create', does: 'refuse', status: 503 })
  expect((await consult(caller)).status).toBe(502)
  expect(await stateOf(caller)).toBe('talking')
  expect(room(caller)).toEqual({ others: 1, held: false })
  expect(phone().legs).toHaveLength(rang)
  rig.exchange.trouble.clear()
  await alice.post('hang-up', caller)
  await caller.call.finished
})

test('a caller sent to the executive speaks with her once she presses 1', async () => {
  const { caller, leg } = await speaks({ kind: 'answers', presses: '1', talkSeconds: 30 })
  expect(await alice.post('transfer', caller, { executive: 'morel' })).toMatchObject({ status: 200 })
  await Promise.all([caller.call.finished, leg.finished])
  expect(phone().heard.join(' ')).toContain('Appel pour Cabinet')
  expect(last()).toMatchObject({ from: line, wasBridged: true })
  expect(await stateOf(caller)).toBe('ended')
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
  expect(await rig.row(caller.callId)).toMatchObject({ outcome: 'connected' })
  const events = await rig.context.db
    .select({ key: callEvents.key })
    .from(callEvents)
    .where(and(eq(callEvents.clientId, caller.clientId), eq(callEvents.callId, caller.callId)))
  expect(events.filter(({ key }) => key.startsWith('transfer'))).toHaveLength(2)
})

test.each([
  ['mailbox', { kind: 'mobileVoicemail' }],
  ['silence', { kind: 'noAnswer' }],
] as const)(
  'sent to a %s, he comes back to the same secretary, and then to the voicemail',
  async (_, behaviour) => {
    const { caller } = await speaks(behaviour)
    expect((await alice.post('transfer', caller, { executive: 'morel' })).status).toBe(200)
    await until('it rings at Alice again', async () => (await alice.rung()) === caller.callId)
    expect(await rig.live(caller.callId)).toMatchObject({ state: 'waiting', lastSecretaryId: alice.id })
    caller.call.press('1')
    await until('he may speak', () => caller.call.speak({ text: 'Rappelez-moi', seconds: 5 }))
    await caller.call.finished
    expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: ['voicemail'] })
  },
)

test('one who hangs up while it rings at the executive is no caller who waits', async () => {
  const { caller } = await speaks({ kind: 'byHand' })
  await alice.post('transfer', caller, { executive: 'morel' })
  const rung = await phone().rings()
  caller.call.hangUp()
  await caller.call.finished
  await stands(caller, 'ended')
  expect(rung.status).not.toBe('ringing')
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('a caller whose process died before he was sent waits again', async () => {
  const { caller } = await speaks({ kind: 'byHand' })
  const isIt = eq(liveCalls.callId, caller.callId)
  await rig.context.db.update(liveCalls).set({ state: 'handedOver' }).where(isIt)
  rig.clock.advance(90_000)
  await endLostCalls(rig.context)
  await stands(caller, 'waiting')
  await until('he is in the queue', () => caller.call.leg.onKey !== null)
  caller.call.hangUp()
  await caller.call.finished
})
