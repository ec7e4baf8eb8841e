import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createPresence } from '../../src/answering/presence.ts'
import { endLostCalls } from '../../src/answering/sweep-live-calls.ts'
import { callbacks } from '../../src/callbacks/tables.ts'
import { recordings } from '../../src/calls/tables.ts'
import { stations } from '../../src/floor/tables.ts'
import { tel } from '../rules/demo-clients.ts'
import { type LiveRig, startLiveRig, type Waiting } from '../support/live-rig.ts'
import { until } from '../support/until.ts'

const morel = '+33199001001'

let rig: LiveRig
beforeAll(async () => {
  rig = await startLiveRig()
})
afterAll(() => rig?.close())
afterEach(async () => {
  await rig.context.db.delete(stations)
  await rig.context.presence.refresh(rig.clock.now())
})

const talking = ({ callId }: Waiting) =>
  until('they speak', async () => (await rig.live(callId))?.state === 'talking')
const rungAt = (seated: { rung(): Promise<string | null> }, { callId }: Waiting) =>
  until('it rings at her', async () => (await seated.rung()) === callId)

test('a caller who is rung to a secretary speaks with her, and the call is hers', async () => {
  const alice = await rig.seat('alice')
  const caller = await rig.waits('+33199007001', morel)
  expect(caller.call.transcript.join(' ')).toContain('bonjour. Ne quittez pas')
  await rungAt(alice, caller)

  const leg = await alice.answers(caller)
  await talking(caller)
  expect(await rig.row(caller.callId)).toMatchObject({ answeredById: alice.id, leftQueueHow: 'answered' })
  expect(await rig.station(alice.id)).toMatchObject({ busyCallId: caller.callId, rungCallId: null })

  expect(await alice.post('hold', caller)).toEqual({ status: 200, body: { done: true } })
  expect(await rig.live(caller.callId)).toMatchObject({ state: 'held' })
  expect((await alice.post('hold', caller)).status).toBe(409)
  expect((await alice.post('resume', caller)).status).toBe(200)

  expect((await alice.post('hang-up', caller)).status).toBe(200)
  await Promise.all([caller.call.finished, leg.finished])
  const station = await rig.station(alice.id)
  expect(station).toMatchObject({ busyCallId: null })
  expect(station.wrapUpUntil?.getTime()).toBeGreaterThan(rig.clock.now().getTime())
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('of two who press at the same moment one has the caller, and the other is told by whom', async () => {
  const [alice, claire] = [await rig.seat('alice'), await rig.seat('claire')]
  const caller = await rig.waits('+33199007002', morel)
  await rungAt(alice, caller)
  const answers = await Promise.all([alice.post('answer', caller), claire.post('answer', caller)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const [loser] = answers.filter(({ status }) => status === 409)
  expect(loser?.body.takenBy).toBe(answers[0]?.status === 200 ? 'Alice' : 'Claire')
  const [faster, slower] = answers[0]?.status === 200 ? [alice, claire] : [claire, alice]
  // Her softphone alone is let in, whatever another one says.
  await slower.connect(caller).finished
  expect((await rig.live(caller.callId))?.state).toBe('claimed')
  faster.connect(caller)
  await talking(caller)
  caller.call.hangUp()
  await caller.call.finished
  await until('she writes', async () => (await rig.station(faster.id)).wrapUpUntil !== null)
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('whose softphone breaks off has the caller wait again, first of all and for her, and he is taken up', async () => {
  const alice = await rig.seat('alice')
  const caller = await rig.waits('+33199007003', morel)
  const leg = await alice.answers(caller)
  await talking(caller)
  leg.hangUp()
  await until('he waits again', async () => (await rig.live(caller.callId))?.state === 'waiting')
  expect(await rig.live(caller.callId)).toMatchObject({ priority: -1, lastSecretaryId: alice.id })
  await until('he hears so', () => caller.call.transcript.includes('Un instant, nous vous reprenons.'))
  await rungAt(alice, caller)
  await alice.answers(caller)
  await talking(caller)
  await alice.post('hang-up', caller)
  await caller.call.finished
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('a secretary whose softphone does not come loses her claim, and the caller waits on', async () => {
  const alice = await rig.seat('alice')
  const caller = await rig.waits('+33199007004', morel)
  expect((await alice.post('answer', caller)).status).toBe(200)
  rig.clock.advance(9_000)
  await rig.context.rings.look()
  expect(await rig.live(caller.callId)).toMatchObject({ state: 'waiting', claimedById: null })
  expect(await rig.station(alice.id)).toMatchObject({ busyCallId: null, wrapUpUntil: null })
  await rungAt(alice, caller)
  caller.call.hangUp()
  await caller.call.finished
  await until('it rings no more', async () => (await alice.rung()) === null)
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'abandoned', slips: ['missedCall'] })
})

test('who presses 2 is promised to be called back, and who presses 1 leaves a message', async () => {
  await rig.seat('alice')
  const caller = await rig.waits('+33199007005', morel)
  caller.call.press('2')
  await caller.call.finished
  expect(caller.call.transcript.at(-1)).toContain('nous vous rappelons')
  const [promised] = await rig.context.db
    .select()
    .from(callbacks)
    .where(eq(callbacks.number, tel('+33199007005')))
  expect(promised).toMatchObject({ state: 'open', takenById: null })
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'messageTaken', slips: [] })

  // Time has passed: she has to be heard of again.
  const alice = await rig.seat('alice')
  const other = await rig.waits('+33199007006', morel)
  await rungAt(alice, other)
  other.call.press('1')
  await until('he hears the greeting', () => other.call.speak({ text: 'Rappelez-moi', seconds: 5 }))
  await other.call.finished
  const { db } = rig.context
  await until('its audio is announced', async () =>
    (await db.select().from(recordings).where(eq(recordings.callId, other.callId))).at(0),
  )
  await until('it rings no more', async () => (await alice.rung()) === null)
  expect(await rig.conclude(other.callId)).toEqual({ disposition: 'voicemail', slips: ['voicemail'] })
})

test('whom nobody answers in time, or nobody could answer any more, comes to the voicemail', async () => {
  const alice = await rig.seat('alice')
  const scripted = await rig.exchange.call({ from: '+33199007007', to: morel, speaks: 'Bonjour' }).finished
  expect(scripted.disposition).toBe('recorded')
  expect(scripted.voicemailAfterSeconds).toBeLessThanOrEqual(90)
  expect(scripted.timeline.map(({ kind }) => kind)).toContain('queue')

  const caller = await rig.waits('+33199007008', morel)
  await rig.context.db.delete(stations).where(eq(stations.secretaryId, alice.id))
  await rig.context.presence.refresh(rig.clock.now())
  caller.call.waitOut()
  await until('he may speak', () => caller.call.speak({ text: 'Bonjour', seconds: 5 }))
  await caller.call.finished
  expect(await rig.row(caller.callId)).toMatchObject({ leftQueueHow: 'unattended' })
})

test('a ring that she lets pass goes on to the next, and two in a row put her on pause', async () => {
  const alice = await rig.seat('alice')
  const caller = await rig.waits('+33199007009', morel)
  await rungAt(alice, caller)
  await rig.seat('claire')
  for (const missedRings of [1, 2]) {
    await rungAt(alice, caller)
    rig.clock.advance(20_000)
    await rig.context.db.update(stations).set({ reachableAt: rig.clock.now() })
    await rig.context.rings.look()
    expect((await rig.station(alice.id)).missedRings).toBe(missedRings)
  }
  expect(await rig.station(alice.id)).toMatchObject({ state: 'pause', rungCallId: null })
  caller.call.hangUp()
  await caller.call.finished
})

test('a process that knows nothing yet does not send a waiting caller away, and ends what the exchange forgot', async () => {
  const alice = await rig.seat('alice')
  const caller = await rig.waits('+33199007010', morel)
  // As after a restart: nothing in memory says that she is there.
  Object.assign(rig.context.presence, createPresence(rig.context.db))
  caller.call.waitOut()
  await until(
    'one more stretch',
    () => caller.call.timeline.filter(({ kind }) => kind === 'gather').length > 1,
  )
  expect((await rig.live(caller.callId))?.state).toBe('waiting')
  await alice.answers(caller)
  await talking(caller)
  for (const webhook of ['conference', 'callStatus', 'step'] as const)
    rig.exchange.trouble.add({ webhook, does: 'lost' })
  caller.call.hangUp()
  await caller.call.finished
  rig.exchange.trouble.clear()
  expect((await rig.live(caller.callId))?.state).toBe('talking')
  rig.clock.advance(180_000)
  await endLostCalls(rig.context)
  expect((await rig.live(caller.callId))?.state).toBe('ended')
  expect(await rig.station(alice.id)).toMatchObject({ busyCallId: null })
})
