import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { turnSwitch } from '../../src/agency/switches.ts'
import { promiseCallback } from '../../src/callbacks/promise-callback.ts'
import { callbackAttempts } from '../../src/callbacks/tables.ts'
import { clients } from '../../src/clients/tables.ts'
import { stations } from '../../src/floor/tables.ts'
import type { OutgoingSettings } from '../../src/outgoing/outgoing.ts'
import { outgoingCalls } from '../../src/outgoing/tables.ts'
import { secretaries } from '../../src/secretaries/tables.ts'
import type { Behaviour } from '../../src/simulator/telephone.ts'
import { tel } from '../rules/demo-clients.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { type LiveRig, legsOf, type Seated, startLiveRig } from '../support/live-rig.ts'
import { sendSigned } from '../support/send-signed.ts'
import { until } from '../support/until.ts'

const line = '+33199001001'
const person = '+33199004321'

let rig: LiveRig
let alice: Seated
let page: Visitor
let clientId: number
beforeAll(async () => {
  rig = await startLiveRig()
  page = await signIn(rig, 'alice')
  const client = rig.context.directory.findLine(line)?.client
  clientId = client?.clientId ?? 0
})
afterAll(() => rig?.close())
beforeEach(async () => {
  alice = await rig.seat('alice')
  await alice.ready()
})
const callIds: string[] = []
afterEach(async () => {
  for (const callId of callIds.splice(0)) await alice.post('hang-up', keyOf(callId))
  await until('Alice is in no call', async () => !(await rig.station(alice.id)).busyCallId)
})

/** Another day or hour: she signs in and takes her place anew. */
async function comes(iso: string) {
  rig.clock.set(iso)
  page = await signIn(rig, 'alice')
  alice = await rig.seat('alice')
}

const keyOf = (callId: string) => ({ clientId, callId })
const phone = (number = person) => rig.exchange.telephone(number)
const stateOf = async (callId: string) => (await rig.live(callId))?.state
const stands = (callId: string, state: string) => until(state, async () => (await stateOf(callId)) === state)

async function placedOf(callId: string) {
  const [placed] = await rig.context.db.select().from(outgoingCalls).where(eq(outgoingCalls.callId, callId))
  if (!placed) throw new Error(`no call was placed ${callId}`)
  return placed
}

const ask = (fields: Record<string, string>) => page.post(`/console/outgoing/${clientId}`, fields)

/** She asks for it at the console; her softphone is not there yet. */
async function place(fields: Record<string, string> = {}): Promise<string> {
  const { status, location, body } = await ask({ to: '01 99 00 43 21', ...fields })
  if (status !== 303) throw new Error(body.match(/role="alert">([^<]*)/)?.[1] ?? String(status))
  if (!location?.includes('/calls/')) throw new Error(`sent to ${location}`)
  const callId = location.split('/').at(-1) ?? ''
  callIds.push(callId)
  return callId
}

const connects = (callId: string) => alice.connect(keyOf(callId))

async function rings(behaviour: Behaviour, fields: Record<string, string> = {}) {
  phone().behave(behaviour)
  const before = phone().legs.length
  const callId = await place(fields)
  const hers = connects(callId)
  return { callId, hers, before }
}

async function speaks(fields: Record<string, string> = {}) {
  const { callId, hers } = await rings({ kind: 'byHand' }, fields)
  await until('it rings there', () => phone().answer())
  await stands(callId, 'talking')
  const leg = phone().legs.at(-1)
  if (!leg) throw new Error('nobody was rung')
  return { callId, hers, leg }
}

const ended = async (callId: string) => {
  await stands(callId, 'ended')
  await until('the exchange knows', async () => (await rig.row(callId)).exchangeStatus !== 'in-progress')
  return rig.conclude(callId)
}

test('she rings somebody from the client’s line, speaks, holds, and hangs up for both', async () => {
  const { callId, hers, leg } = await speaks({ purpose: 'order' })
  expect(leg).toMatchObject({ from: line, to: person })
  expect(await rig.row(callId)).toMatchObject({
    ...{ direction: 'outbound', caller: person, line, callSid: leg.sid, answeredById: alice.id },
    leftQueueHow: null,
  })
  expect(await placedOf(callId)).toMatchObject({
    purpose: 'order',
    outcome: 'reached',
    talkLimitSeconds: 3600,
  })
  expect((await page.get(`/console/calls/${clientId}/${callId}`)).body).toContain('à la demande du client')

  expect((await alice.post('hold', keyOf(callId))).status).toBe(200)
  expect(await stateOf(callId)).toBe('held')
  expect((await alice.post('resume', keyOf(callId))).status).toBe(200)
  rig.clock.advance(90_000)
  expect((await alice.post('hang-up', keyOf(callId))).status).toBe(200)
  await Promise.all([hers.finished, until('his line is free', () => leg.status === 'completed')])
  expect((await rig.station(alice.id)).wrapUpUntil).not.toBeNull()
  expect(await ended(callId)).toEqual({ disposition: 'reached', slips: [] })
  expect((await rig.row(callId)).talkSeconds).toBeGreaterThanOrEqual(90)
  const verbs = await rig.context.db.select({ verb: acts.verb }).from(acts).where(eq(acts.subjectId, callId))
  expect(verbs.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['call.taken', 'call.placed']))
})

test('asked for twice at once, one call is placed and one telephone rings', async () => {
  phone().behave({ kind: 'byHand' })
  const before = phone().legs.length
  const [callId, again] = await Promise.all([place(), place()])
  expect(again).toBe(callId)
  connects(callId)
  await until('it rings there', () => phone().legs.length > before)
  expect(await place()).toBe(callId)
  expect(phone().legs.length).toBe(before + 1)
  expect((await ask({ to: '+33199004322' })).body).toContain('déjà en ligne')
})

test.each([
  ['busy', { kind: 'busy' }, 'busy', 'Occupé'],
  ['not answering', { kind: 'noAnswer' }, 'noAnswer', 'Pas de réponse'],
  ['not reachable', { kind: 'unreachable' }, 'failed', 'Injoignable'],
] as const)('somebody %s is said so, and her softphone is let go', async (_, behaviour, outcome, words) => {
  const { callId, hers } = await rings(behaviour)
  await stands(callId, 'ended')
  await hers.finished
  expect(await placedOf(callId)).toMatchObject({ outcome })
  const told = await page.get(`/console/outgoing/${clientId}/${callId}/outcome`)
  expect(JSON.parse(told.body).words).toContain(words)
  expect(await ended(callId)).toEqual({ disposition: 'notReached', slips: [] })
  expect((await page.get(`/console/calls/${clientId}/${callId}`)).body).toContain(words)
})

test('a callback is tried by the call: busy it is to be tried again, talked with it is kept', async () => {
  const promised = await rig.context.db.transaction((tx) =>
    promiseCallback(
      tx,
      { ...{ clientId, number: tel(person), name: null, why: null }, key: 'outgoing-test', source: 'desk' },
      { actor: { kind: 'secretary', id: alice.id }, at: rig.clock.now() },
    ),
  )
  const { callbackId } = promised
  expect((await page.get(`/console/callbacks/${clientId}/${callbackId}`)).body).toContain('ring-out')
  const tried = async () =>
    (
      await rig.context.db.select().from(callbackAttempts).where(eq(callbackAttempts.callbackId, callbackId))
    ).map(({ outcome }) => outcome)
  const { callId } = await rings({ kind: 'busy' }, { callbackId })
  await stands(callId, 'ended')
  expect(await tried()).toEqual(['busy'])
  await alice.ready()
  const spoken = await speaks({ callbackId })
  await alice.post('hang-up', keyOf(spoken.callId))
  await stands(spoken.callId, 'ended')
  expect((await tried()).sort()).toEqual(['busy', 'talked'])
})

test('she hangs up while it rings: his telephone is silent again', async () => {
  const { callId } = await rings({ kind: 'byHand' })
  await until('it rings there', () => phone().legs.at(-1)?.status === 'ringing')
  await alice.post('hang-up', keyOf(callId))
  await until('it rings no more', () => phone().legs.at(-1)?.status !== 'ringing')
  expect(await placedOf(callId)).toMatchObject({ outcome: 'cancelled' })
  expect(await ended(callId)).toEqual({ disposition: 'notReached', slips: [] })
})

test('whoever was rung hangs up first: the call is over for her as well', async () => {
  const { callId, hers, leg } = await speaks()
  await rig.context.gateway.endCall(leg.sid)
  await hers.finished
  expect(await ended(callId)).toEqual({ disposition: 'reached', slips: [] })
  expect((await rig.station(alice.id)).wrapUpUntil).not.toBeNull()
})

test('her line breaks off: he hears that we are sorry, and is not left in silence', async () => {
  const { callId, hers, leg } = await speaks()
  hers.hangUp()
  await until('he is let go', () => leg.status === 'completed')
  expect(phone().heard.join(' ')).toContain('coupée de notre côté')
  expect(await placedOf(callId)).toMatchObject({ outcome: 'brokeOff' })
  expect(await ended(callId)).toEqual({ disposition: 'reached', slips: [] })
  expect((await page.get(`/console/calls/${clientId}/${callId}`)).body).toContain('Coupé')
})

test('she puts him through to an executive, and leaves the two to each other', async () => {
  const { callId, hers, leg } = await speaks()
  const morel = phone('+33199001101').behave({ kind: 'byHand' })
  expect((await alice.post('transfer', keyOf(callId), { executive: 'morel' })).status).toBe(409)
  expect((await alice.post('consult', keyOf(callId), { executive: 'morel' })).status).toBe(200)
  await until('it rings at her', () => morel.answer())
  await until('she is there', async () =>
    (await legsOf(rig, callId)).some(({ role, joinedAt }) => role === 'executive' && joinedAt),
  )
  expect((await alice.post('hand-over', keyOf(callId))).status).toBe(200)
  await hers.finished
  expect(leg.status).toBe('in-progress')
  rig.clock.advance(60_000)
  await rig.context.gateway.endCall(morel.legs.at(-1)?.sid ?? '')
  await until('he is let go', () => leg.status === 'completed')
  expect(await ended(callId)).toEqual({ disposition: 'reached', slips: [] })
})

test('her softphone does not come: nobody is rung, and she is free again', async () => {
  const before = phone().legs.length
  const callId = await place()
  rig.clock.advance(13_000)
  await rig.context.rings.look()
  expect(await stateOf(callId)).toBe('ended')
  expect(await placedOf(callId)).toMatchObject({ outcome: 'notConnected', dialledAt: null })
  expect(phone().legs.length).toBe(before)
  expect((await rig.station(alice.id)).wrapUpUntil).toBeNull()
  expect(await ended(callId)).toEqual({ disposition: 'notReached', slips: [] })
})

test('what the exchange tells twice, late and in any order leaves the same call', async () => {
  const { callId, leg } = await speaks()
  const { legId } = await placedOf(callId)
  const tell = (CallStatus: string, more: Record<string, string> = {}) =>
    sendSigned(rig, `/twilio/called/${clientId}/${callId}`, {
      CallSid: leg.sid,
      CallStatus,
      ...more,
    })
  const joined = {
    ...{ ConferenceSid: `CF${'0'.repeat(32)}`, CallSid: leg.sid, ParticipantLabel: `called-${legId}` },
    ParticipantCallStatus: 'in-progress',
  }
  await Promise.all([tell('ringing'), tell('in-progress'), tell('initiated'), tell('in-progress')])
  expect(await stateOf(callId)).toBe('talking')
  await alice.post('hang-up', keyOf(callId))
  await until('his line is free', () => leg.status === 'completed')
  await until('it is known', async () => (await rig.row(callId)).exchangeStatus === 'completed')
  const row = await rig.row(callId)
  await tell('completed', { CallDuration: '7' })
  await tell('ringing')
  await tell('in-progress')
  await tell('busy')
  await sendSigned(rig, `/twilio/conference/${clientId}/${callId}`, {
    ...{ ...joined, StatusCallbackEvent: 'participant-join' },
  })
  expect(await stateOf(callId)).toBe('ended')
  const { answeredAt, endedAt, talkSeconds, callSid } = await rig.row(callId)
  expect({ answeredAt, endedAt, talkSeconds, callSid }).toEqual({
    ...{ answeredAt: row.answeredAt, endedAt: row.endedAt, talkSeconds: row.talkSeconds, callSid: leg.sid },
  })
  expect(await placedOf(callId)).toMatchObject({ outcome: 'reached' })
  expect(await ended(callId)).toEqual({ disposition: 'reached', slips: [] })
})

test('an exchange that is busy is said so; asked in vain, it is looked after and no line is left open', async () => {
  rig.exchange.trouble.add({ rest: 'participants.create', does: 'refuse', status: 429, times: 1 })
  const first = await rings({ kind: 'byHand' })
  await stands(first.callId, 'ended')
  expect(await placedOf(first.callId)).toMatchObject({ outcome: 'exchangeBusy' })

  rig.exchange.trouble.add({ rest: 'participants.create', does: 'acceptThenDrop', times: 1 })
  const second = await rings({ kind: 'byHand' })
  await until('it rings there', () => phone().answer())
  await stands(second.callId, 'talking')
  expect(await rig.row(second.callId)).toMatchObject({ callSid: phone().legs.at(-1)?.sid })
})

const refusal = async (fields: Record<string, string>) => {
  const { status, body } = await ask(fields)
  return { status, why: body.match(/role="alert">([^<]*)/)?.[1]?.replaceAll('\u00a0', ' ') ?? '' }
}

test('numbers that fraud pays with, or that are no numbers, are refused by name', async () => {
  const why = async (to: string) => (await refusal({ to })).why
  expect(await why('08 99 12 34 56')).toContain('surtaxé')
  expect(await why('3615')).toContain('numéro court')
  expect(await why('112')).toContain('urgence')
  expect(await why('+881 6 1234 5678')).toContain('satellite')
  expect(await why('+44 7010 123456')).toContain('personnel')
  expect(await why('+371 2812 3456')).toContain('pays')
  expect(await why('<b>x')).toContain('&lt;b&gt;x')
  expect(await why(line)).toContain('sonnerait ici')
  expect((await ask({})).status).toBe(400)
  expect((await page.post('/console/outgoing/999999', { to: person })).status).toBe(404)
  expect((await rig.station(alice.id)).busyCallId).toBeNull()
})

test('a stranger to the client rings nobody for it, and nobody rings from a closed station', async () => {
  const claire = await signIn(rig, 'claire')
  expect((await claire.post('/console/outgoing/999999', { to: person })).status).toBe(404)
  await rig.context.db.update(stations).set({ reachableAt: null }).where(eq(stations.secretaryId, alice.id))
  expect((await refusal({ to: person })).why).toContain('téléphone')
  await rig.context.db.update(stations).set({ state: 'off' }).where(eq(stations.secretaryId, alice.id))
  expect((await refusal({ to: person })).why).toContain('fermé')
})

test('a client’s limits hold: calls and minutes a day, and how long one may last', async () => {
  const limit = async (outgoing: OutgoingSettings) => {
    await rig.context.db.update(clients).set({ outgoing }).where(eq(clients.clientId, clientId))
    await rig.context.directory.refresh()
  }
  await comes('2026-11-18T09:00:00Z')
  await limit({ callsADay: 2, minutesADay: 3, longestMinutes: 2 })
  const { callId } = await speaks()
  expect(await placedOf(callId)).toMatchObject({ talkLimitSeconds: 120 })
  rig.clock.advance(100_000)
  await alice.post('hang-up', keyOf(callId))
  await ended(callId)
  alice = await rig.seat('alice')
  const { callId: next } = await speaks()
  // Of the three minutes a day.
  expect((await placedOf(next)).talkLimitSeconds).toBeLessThanOrEqual(80)
  await alice.post('hang-up', keyOf(next))
  await ended(next)
  alice = await rig.seat('alice')
  expect((await refusal({ to: person })).why).toContain('Les 2 appels sortants par jour')
  await limit({ callsADay: 9, minutesADay: 2 })
  expect((await refusal({ to: person })).why).toContain('Les 2 minutes')
  await limit({ callsADay: 0 })
  expect((await refusal({ to: person })).why).toContain('Aucun appel sortant')
  await limit({})
})

test('the owner’s switch stops calls at once, also one that is about to be rung', async () => {
  const [owner] = await rig.context.db.select().from(secretaries).where(eq(secretaries.role, 'owner'))
  if (!owner) throw new Error('no owner')
  const turn = (on: boolean) => turnSwitch(rig.context, owner, { name: 'outgoingStopped', on })
  phone().behave({ kind: 'byHand' })
  const before = phone().legs.length
  const callId = await place()
  await turn(true)
  const hers = connects(callId)
  await hers.finished
  await stands(callId, 'ended')
  expect(await placedOf(callId)).toMatchObject({ outcome: 'stopped' })
  expect(phone().legs.length).toBe(before)
  const { status, why } = await refusal({ to: person })
  expect({ status, why }).toEqual({ status: 409, why: expect.stringContaining(owner.name) })
  await turn(false)
  await place()
})

test('nobody is prospected without a consent, at unlawful hours, or more than four times in thirty days', async () => {
  const prospect = { to: person, purpose: 'prospecting' }
  const why = async () => (await refusal(prospect)).why
  await comes('2026-12-01T10:30:00Z')
  expect(await why()).toContain('11 août 2026')
  const name = 'Jeanne Martin'
  const made = await page.post(`/console/contacts/${clientId}/new`, {
    ...{ seen: '', name, company: '', email: '', numbers: person, tags: '', executive: '' },
  })
  const contact = made.location ?? ''
  const given = { givenBy: name, givenOn: '2026-11-30', how: 'Formulaire du site' }
  expect((await page.post(`${contact}/consents`, { ...given, givenOn: '2026-12-02' })).status).toBe(422)
  expect((await page.post(`${contact}/consents`, given)).status).toBe(303)
  const card = (await page.get(contact)).body
  expect(card).toContain('Formulaire du site')
  expect(card).toContain('action="/console/outgoing/')

  await comes('2026-12-01T12:30:00Z')
  expect(await why()).toContain('10 h à 13 h')
  await comes('2026-12-01T13:30:00Z')
  for (let calls = 0; calls < 4; calls += 1) {
    alice = await rig.seat('alice')
    const { callId } = await rings({ kind: 'busy' }, prospect)
    await stands(callId, 'ended')
  }
  alice = await rig.seat('alice')
  expect(await why()).toContain('quatre fois')
  const consentId = card.match(/name="consentId" value="([^"]+)"/)?.[1] ?? ''
  await page.post(`${contact}/consents/withdrawn`, { consentId })
  expect(await why()).toContain('11 août 2026')
  await page.post(`${contact}/kind`, { kind: 'business' })
  await place(prospect)
})
