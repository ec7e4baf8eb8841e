import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import { calls } from '../../../src/calls/tables.ts'
import { clients } from '../../../src/clients/tables.ts'
import type { Statements } from '../../../src/db/database.ts'
import { findDueDigests } from '../../../src/digests/find-due-digests.ts'
import { digests } from '../../../src/digests/tables.ts'
import { messages } from '../../../src/messages/tables.ts'
import { replaySpool } from '../../../src/spool/replay-spool.ts'
import { texts } from '../../../src/texts/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'
import { until } from '../../support/until.ts'

const stranger = '+33199002077'
const line = '+33199001004'

let rig: AgencyRig
let claire: Visitor
let path: string
let clientId: number
/** What the answer path asked of the database, by the table it begins with. */
const asked: string[] = []
const database = { isDown: false }
const answers: Statements = {
  run(text, parameter) {
    if (database.isDown) return Promise.reject(new Error('the database is down'))
    asked.push(/insert into (\w+)/.exec(text)?.[1] ?? 'read')
    return rig.context.database.answers.run(text, parameter)
  },
}

beforeAll(async () => {
  rig = await startAgencyRig({ given: { answers } })
  claire = await signIn(rig, 'claire')
  const [row] = await rig.context.db.select().from(clients).where(eq(clients.key, 'chauffage'))
  clientId = row?.clientId ?? 0
  path = `/console/clients/${clientId}`
})
afterAll(() => rig?.close())

const client = async () =>
  (await rig.context.db.select().from(clients).where(eq(clients.clientId, clientId)))[0]
const change = (to: string) => claire.post(`${path}/state`, { change: to })
const slips = () => rig.context.db.$count(messages, eq(messages.clientId, clientId))
const inMemory = (state: string) =>
  until(`the answer path knows ${state}`, () => rig.context.directory.client(clientId)?.state === state)
const ring = () => rig.exchange.call({ from: stranger, to: line, speaks: { seconds: 6 } }).finished
const rowOf = (sid: string) =>
  until('the call is concluded', async () => {
    const [row] = await rig.context.db.select().from(calls).where(eq(calls.callSid, sid))
    return row?.disposition ? row : null
  })

function namesNobody(said: readonly string[]) {
  expect(said.join(' ')).toContain('ne peut pas être joint')
  expect(said.join(' ')).not.toMatch(/Durand|Chauffage/)
}

test('it is suspended only after a second word, and its callers then hear a sentence that names nobody', async () => {
  expect((await change('suspend')).body).toContain('value="suspend-yes"')
  expect((await client())?.state).toBe('live')
  expect((await change('suspend-yes')).status).toBe(303)
  await inMemory('suspended')
  const before = await slips()
  asked.length = 0
  const call = await ring()
  namesNobody(call.transcript)
  expect(call.voicemailAfterSeconds).toBeNull()
  // The exchange's word that the call is over comes later.
  // One statement writes the call down, and would put it into the queue.
  expect(asked.filter((table) => table !== 'call_events')).toEqual(['calls', 'live_calls'])
  expect(await rowOf(call.sid)).toMatchObject({ disposition: 'discarded', decision: { ruleKey: 'resting' } })
  expect(await slips()).toBe(before)
})

test('a suspended client’s texts are kept, without a slip and without a reply', async () => {
  await rig.context.db.update(clients).set({ textReply: 'Bien reçu' }).where(eq(clients.clientId, clientId))
  await rig.context.directory.refresh([clientId])
  const before = await slips()
  await rig.exchange.text({ from: stranger, to: line, body: 'Rappelez-moi' }).finished
  const [kept] = await rig.context.db.select().from(texts).where(eq(texts.clientId, clientId))
  expect(kept).toMatchObject({ disposition: 'discarded', body: 'Rappelez-moi' })
  expect(await slips()).toBe(before)
  expect(rig.exchange.messages.filter(({ to }) => to === stranger)).toEqual([])
})

test('with the database down a suspended client’s caller hears the same, and the call is written down later', async () => {
  database.isDown = true
  const call = await ring().finally(() => {
    database.isDown = false
  })
  namesNobody(call.transcript)
  await replaySpool(rig.context)
  expect(await rowOf(call.sid)).toMatchObject({
    degraded: true,
    disposition: 'discarded',
    decision: { ruleKey: 'resting' },
  })
})

test('a suspended client gets one last digest of what came in before, and no more', async () => {
  await rig.context.db.delete(digests).where(eq(digests.clientId, clientId))
  const count = () => rig.context.db.$count(digests, eq(digests.clientId, clientId))
  rig.clock.set('2026-11-17T17:05:00Z')
  await findDueDigests(rig.context)
  expect(await count()).toBe(1)
  rig.clock.set('2026-11-18T17:05:00Z')
  await findDueDigests(rig.context)
  expect(await count()).toBe(1)
  claire = await signIn(rig, 'claire')
})

test('it is resumed, and calls are treated by its rules again', async () => {
  expect((await change('resume')).status).toBe(303)
  await inMemory('live')
  const call = await ring()
  expect(call.disposition).toBe('recorded')
  const verbs = await rig.context.db
    .select({ verb: acts.verb, before: acts.before, after: acts.after })
    .from(acts)
    .where(and(eq(acts.clientId, clientId), eq(acts.subjectKind, 'client')))
  expect(verbs).toContainEqual({ verb: 'client.suspended', before: 'live', after: 'suspended' })
  expect(verbs).toContainEqual({ verb: 'client.resumed', before: 'suspended', after: 'live' })
})

test('a client goes live only after a call through its diversion', async () => {
  await rig.context.db
    .update(clients)
    .set({ state: 'preparing', stateSince: rig.context.now(), testedAt: null })
    .where(eq(clients.clientId, clientId))
  await rig.context.directory.refresh([clientId])
  expect((await change('goLive')).status).toBe(409)
  expect((await claire.get(`${path}/test`)).body).toContain('aria-busy="true"')
  await ring()
  await until('the test was seen', async () => (await client())?.testedAt)
  expect((await claire.get(`${path}/test`)).body).toContain('Appel d’essai reçu')
  expect((await change('goLive')).status).toBe(303)
  expect((await client())?.state).toBe('live')
})

test('a test asked for again is awaited, and the next call is it', async () => {
  expect((await claire.post(`${path}/test`)).status).toBe(303)
  expect((await client())?.testedAt).toBeNull()
  await until('the answer path waits', () => rig.context.directory.client(clientId)?.awaitsTest)
  await ring()
  await until('the test was seen', async () => (await client())?.testedAt)
})

test('a client that has ended never comes back', async () => {
  expect((await change('end')).body).toContain('value="end-yes"')
  expect((await change('end-yes')).status).toBe(303)
  await inMemory('ended')
  namesNobody((await ring()).transcript)
  expect((await change('resume')).status).toBe(409)
  expect((await change('goLive')).status).toBe(409)
})
