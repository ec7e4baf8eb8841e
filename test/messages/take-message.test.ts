import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { executiveChoicesSchema } from '../../src/clients/executive.ts'
import { executives } from '../../src/clients/tables.ts'
import { messages } from '../../src/messages/tables.ts'
import { type Slip, takeMessage } from '../../src/messages/take-message.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { type DeliveryRig, morel, roux, slip, startDeliveryRig } from '../support/delivery-rig.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')))
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

const take = (taken: Slip) => rig.context.db.transaction((tx) => takeMessage(tx, taken, rig.context.now()))
const ways = async () =>
  (await rig.rows()).map(({ executiveId, channel, revision }) => {
    const name = executiveId === morel.id ? 'morel' : 'roux'
    return `${name} ${channel} ${revision}`
  })

test('a slip reaches its recipient and each copy once, by each channel of their choice', async () => {
  const taken = await take(slip({ copyIds: [roux.id, morel.id] }))
  expect(taken.revision).toBe(1)
  expect(taken.deliveries).toHaveLength(4)
  expect((await ways()).toSorted()).toEqual(['morel email 1', 'morel sms 1', 'roux email 1', 'roux sms 1'])
})

test('the same call taken ten times at once is one slip', async () => {
  const same = slip()
  const taken = await Promise.all(Array.from({ length: 10 }, () => take(same)))
  expect(taken.flatMap(({ deliveries }) => deliveries)).toHaveLength(2)
  expect(await rig.context.db.select().from(messages)).toHaveLength(1)
})

test('a recording that turns up makes a missed call a voicemail, and says so once', async () => {
  const call = slip({ kind: 'missedCall', voicemailSeconds: null })
  await take(call)
  await rig.work()
  const found = { ...call, kind: 'voicemail' as const, voicemailSeconds: 9 }
  expect(await take(found)).toMatchObject({ revision: 2, deliveries: [{}, {}] })
  expect((await take(found)).deliveries).toEqual([])
  expect((await take(call)).deliveries).toEqual([])
  await rig.work()
  const bodies = rig.exchange.telephone(morel.mobile).texts.map(({ body }) => body)
  expect(bodies).toHaveLength(2)
  expect(bodies[1]).toContain('Message vocal')
})

test('a missed call that still waits is not told once the voicemail replaces it', async () => {
  const call = slip({ kind: 'missedCall', voicemailSeconds: null })
  await take(call)
  await take({ ...call, kind: 'voicemail', voicemailSeconds: 9 })
  await rig.work()
  expect(rig.exchange.telephone(morel.mobile).texts).toHaveLength(1)
  const states = (await rig.rows()).map(({ revision, state }) => `${revision} ${state}`).toSorted()
  expect(states).toEqual(['1 suppressed', '1 suppressed', '2 delivered', '2 sent'])
  expect(await rig.context.db.select().from(tasks)).toEqual([])
})

test('somebody without a mobile gets the e-mail although she asked for texts', async () => {
  const choices = executiveChoicesSchema.parse({ urgent: ['sms'], ordinary: ['sms'] })
  await rig.context.db.update(executives).set({ mobile: null, choices })
  await take(slip())
  expect(await ways()).toEqual(['morel email 1'])
})

test('somebody who cannot be reached at all, or has left, is a task for the supervisor', async () => {
  await rig.context.db.update(executives).set({ mobile: null, email: null })
  const unreachable = await take(slip())
  await rig.context.db.update(executives).set({ email: morel.email, leftAt: rig.context.now() })
  const left = await take(slip())
  expect([...unreachable.deliveries, ...left.deliveries]).toEqual([])
  const opened = await rig.context.db.select().from(tasks)
  expect(opened.map(({ kind, audience }) => `${audience} ${kind}`)).toEqual([
    'supervisor unreachableExecutive',
    'supervisor unreachableExecutive',
  ])
})

test('what is urgent follows the choice for urgent messages', async () => {
  const choices = executiveChoicesSchema.parse({ urgent: ['sms'], ordinary: ['email'] })
  await rig.context.db.update(executives).set({ choices })
  await take(slip({ urgency: 'urgent' }))
  await take(slip())
  expect((await rig.rows()).map(({ urgency, channel }) => `${urgency} ${channel}`).toSorted()).toEqual([
    'ordinary email',
    'urgent sms',
  ])
})

test('a transaction that fails leaves neither slip nor delivery', async () => {
  const failing = rig.context.db.transaction(async (tx) => {
    await takeMessage(tx, slip(), rig.context.now())
    throw new Error('the cause failed')
  })
  await expect(failing).rejects.toThrow('the cause failed')
  expect(await rig.rows()).toEqual([])
})

const choose = (choices: object) =>
  rig.context.db.update(executives).set({ choices: executiveChoicesSchema.parse(choices) })

test('an ordinary message waits for the digest of her who chose so, an urgent one does not', async () => {
  await choose({ ordinaryWhen: 'digest' })
  const ordinary = await take(slip())
  expect(ordinary).toMatchObject({ revision: 1, deliveries: [] })
  expect(await ways()).toEqual([])
  await take(slip({ urgency: 'urgent' }))
  expect((await ways()).toSorted()).toEqual(['morel email 1', 'morel sms 1'])
  expect(await rig.context.db.select().from(tasks)).toEqual([])
})

test('who chose the digest but no time for it is told at once', async () => {
  await choose({ ordinaryWhen: 'digest', digest: { times: {} } })
  await take(slip())
  expect(await ways()).toHaveLength(2)
})

test('a message that comes in her quiet hours goes out when they end', async () => {
  await choose({ quietHours: { from: '00:00', until: '23:59' } })
  expect((await take(slip())).deliveries).toEqual([])
  await rig.work()
  expect(rig.exchange.messages).toEqual([])
  const due = (await rig.rows()).map(({ dueAt }) => dueAt?.toISOString())
  expect(due).toEqual(Array(2).fill('2026-11-20T22:59:00.000Z'))
  await take(slip({ urgency: 'urgent' }))
  await rig.work()
  expect(rig.exchange.messages).toHaveLength(1)
  rig.pass(13 * 3_600)
  await rig.work()
  expect(rig.exchange.messages).toHaveLength(2)
})

test('an urgent message waits too for her who wants quiet above all', async () => {
  await choose({ quietHours: { from: '00:00', until: '23:59', urgentExempt: false } })
  expect((await take(slip({ urgency: 'urgent' }))).deliveries).toEqual([])
  expect((await rig.rows()).every(({ dueAt }) => dueAt && dueAt > rig.context.now())).toBe(true)
})
