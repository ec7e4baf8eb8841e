import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { callEvents } from '../../src/calls/tables.ts'
import { stations } from '../../src/floor/tables.ts'
import { hangUp } from '../../src/simulator/leg.ts'
import type { Call } from '../../src/simulator/place-call.ts'
import { callIdOf } from '../../src/twilio/webhooks.ts'
import { presses, ringsAt, sitsAtTelephone } from '../support/at-telephones.ts'
import { type LiveRig, legsOf, startLiveRig } from '../support/live-rig.ts'
import { until } from '../support/until.ts'

const morel = '+33199001001'
const chauffage = '+33199001004'

let rig: LiveRig
beforeAll(async () => {
  rig = await startLiveRig()
})
afterAll(() => rig?.close())
afterEach(async () => {
  for (const leg of rig.exchange.calls) hangUp(leg, 'person')
  await rig.exchange.settled()
  await rig.context.db.delete(stations)
  await rig.context.presence.refresh(rig.clock.now())
})

const sits = (key: Parameters<typeof sitsAtTelephone>[1]) => sitsAtTelephone(rig, key)
const calls = (from: string, to = morel) => rig.exchange.call({ from, to, byHand: true })
const stateOf = async (call: Call) => (await rig.live(callIdOf(call.sid)))?.state
const becomes = (call: Call, state: string) =>
  until(`the call is ${state}`, async () => (await stateOf(call)) === state)
const toldOf = async (call: Call, step: string) =>
  (
    await rig.context.db
      .select()
      .from(callEvents)
      .where(eq(callEvents.callId, callIdOf(call.sid)))
  ).filter(({ key }) => key.startsWith(step))
test('a telephone rings with the client’s line, names the client, and a key puts the caller through', async () => {
  const alice = await sits('alice')
  const caller = calls('+33199007101')
  const leg = await ringsAt(alice)
  expect(leg.from).toBe(morel)
  expect(caller.transcript.join(' ')).toBe(
    'Cabinet Morel et Associés, bonjour. Ne quittez pas, nous vous répondons.',
  )
  alice.telephone.answer()
  await presses(leg, '1')
  await becomes(caller, 'talking')
  expect(alice.telephone.heard.at(-1)).toBe('Appel pour Cabinet Morel et Associés. Tapez 1 pour répondre.')
  const callId = callIdOf(caller.sid)
  expect(await rig.row(callId)).toMatchObject({ answeredById: alice.id, leftQueueHow: 'answered' })
  expect(await rig.station(alice.id)).toMatchObject({ busyCallId: callId, rungCallId: null })
  expect(await legsOf(rig, callId)).toMatchObject([{ byTelephone: true, callSid: leg.sid, leftAt: null }])
  await until('they are put through', () => caller.leg.bridgedTo === leg)
  caller.hangUp()
  await caller.finished
  await until('she writes', async () => (await rig.station(alice.id)).wrapUpUntil !== null)
  expect(await rig.conclude(callId)).toEqual({ disposition: 'answered', slips: [] })
})

test('what a mailbox answers, and a telephone that is engaged, rings at the next, in the caller’s old place', async () => {
  const alice = await sits('alice')
  alice.telephone.behave({ kind: 'mobileVoicemail', afterSeconds: 5 })
  const caller = calls('+33199007102')
  await until('she missed it', async () => (await rig.station(alice.id)).missedRings === 1)
  await until('he waits', async () => caller.leg.onKey !== null)
  const queuedAt = (await rig.live(callIdOf(caller.sid)))?.queuedAt
  expect(await stateOf(caller)).toBe('waiting')

  const claire = await sits('claire')
  rig.clock.advance(5_000)
  await rig.context.rings.look()
  const leg = await ringsAt(claire)
  expect((await rig.live(callIdOf(caller.sid)))?.queuedAt).toEqual(queuedAt)
  claire.telephone.answer()
  await presses(leg, '1')
  await becomes(caller, 'talking')
  expect(caller.transcript.filter((said) => said.includes('bonjour'))).toHaveLength(1)
  await until('they are put through', () => caller.leg.bridgedTo === leg)
  // She hangs up, which ends it for both.
  hangUp(leg, 'person')
  await caller.finished
  await becomes(caller, 'ended')
  expect((await toldOf(caller, 'telephoneMissed')).length).toBe(1)
  expect(await rig.conclude(callIdOf(caller.sid))).toEqual({ disposition: 'answered', slips: [] })

  alice.telephone.behave({ kind: 'busy' })
  await rig.context.db.delete(stations).where(eq(stations.secretaryId, claire.id))
  await rig.context.presence.refresh(rig.clock.now())
  calls('+33199007103', chauffage)
  await until(
    'engaged twice in a row she is on pause',
    async () => (await rig.station(alice.id)).state === 'pause',
  )
})

test('of one at her console and one at a telephone the first to take the caller has him, and the other hears so', async () => {
  const benoit = await sits('benoit')
  const caller = calls('+33199007104', chauffage)
  const leg = await ringsAt(benoit)
  // She is not one of those who are asked first.
  rig.clock.advance(13_000)
  const claire = await rig.seat('claire')
  await rig.context.rings.look()
  const waiting = {
    call: caller,
    callId: callIdOf(caller.sid),
    clientId: (await rig.row(callIdOf(caller.sid))).clientId,
  }
  await until('it rings at her too', async () => (await claire.rung()) === waiting.callId)
  benoit.telephone.answer()
  await until('he is asked for a key', () => leg.onKey !== null)
  expect((await claire.post('answer', waiting)).status).toBe(200)
  leg.onKey?.('1')
  await until('he hears so', () => benoit.telephone.heard.at(-1) === 'Cet appel est déjà pris. Merci.')
  claire.connect(waiting)
  await becomes(caller, 'talking')
  expect(await rig.row(waiting.callId)).toMatchObject({ answeredById: claire.id })
  caller.hangUp()
  await caller.finished
  await becomes(caller, 'ended')
})

test('a console that takes him while he hears the telephone ring has him at once', async () => {
  const benoit = await sits('benoit')
  const caller = calls('+33199007105', chauffage)
  await ringsAt(benoit)
  const claire = await rig.seat('claire')
  await rig.context.rings.look()
  const waiting = {
    call: caller,
    callId: callIdOf(caller.sid),
    clientId: (await rig.row(callIdOf(caller.sid))).clientId,
  }
  await claire.answers(waiting)
  await becomes(caller, 'talking')
  await until('it rings no more', () => benoit.telephone.legs.every(({ status }) => status !== 'ringing'))
  expect(await rig.station(benoit.id)).toMatchObject({ rungCallId: null, busyCallId: null, missedRings: 0 })
  await claire.post('hang-up', waiting)
  await caller.finished
})

test('a caller in the middle of his waiting is fetched to a telephone; his hanging up ends its ringing', async () => {
  const alice = await rig.seat('alice')
  const caller = await rig.waits('+33199007106', morel)
  await until('it rings', async () => (await alice.rung()) === caller.callId)
  await alice.post('decline', caller)
  rig.clock.advance(14_000)
  const claire = await sits('claire')
  await rig.context.rings.look()
  await ringsAt(claire)
  expect(caller.call.transcript.filter((said) => said.includes('bonjour'))).toHaveLength(1)
  caller.call.hangUp()
  await caller.call.finished
  await until('it rings no more', () => claire.telephone.legs.every(({ status }) => status !== 'ringing'))
  await becomes(caller.call, 'ended')
  await until('nothing rings at her', async () => !(await rig.station(claire.id)).rungCallId)
  expect(await rig.station(claire.id)).toMatchObject({ rungCallId: null, missedRings: 0 })
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'abandoned', slips: ['missedCall'] })
})

test('who presses another key leaves him to others; he is sent on from a telephone as from a console', async () => {
  const claire = await sits('claire')
  const caller = calls('+33199007107')
  const first = await ringsAt(claire)
  claire.telephone.answer()
  await presses(first, '2')
  await until('she left it to others', async () => (await rig.station(claire.id)).rungCallId === null)
  expect(await rig.station(claire.id)).toMatchObject({ missedRings: 0, passedCallId: callIdOf(caller.sid) })
  await until('he waits', async () => caller.leg.onKey !== null)
  rig.clock.advance(21_000)
  await rig.context.rings.look()
  const second = await ringsAt(claire)
  claire.telephone.answer()
  await presses(second, '1')
  await becomes(caller, 'talking')
  expect(await rig.live(callIdOf(caller.sid))).toMatchObject({ claimedById: claire.id })
  await until('they are put through', () => caller.leg.bridgedTo === second)
  hangUp(second, 'person')
  await caller.finished
})
