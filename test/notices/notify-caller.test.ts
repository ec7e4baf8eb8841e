import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clients } from '../../src/clients/tables.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import { notices } from '../../src/notices/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { recordOptOut } from '../../src/texts/record-opt-out.ts'
import { automaticReplies } from '../../src/texts/tables.ts'
import { type DeliveryRig, line, number, roux, slip, startDeliveryRig } from '../support/delivery-rig.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')))
})
beforeEach(async () => {
  await rig.reset()
  await set({ tellsCallers: true, health: false })
})
afterAll(() => rig.close())

const set = (changes: Partial<typeof clients.$inferInsert>) =>
  rig.context.db.update(clients).set(changes).where(eq(clients.clientId, 1))
/** A few seconds ago, unless told. */
const take = (changes: Parameters<typeof slip>[0] = {}) => {
  const now = rig.context.now()
  const receivedAt = new Date(now.getTime() - 20_000)
  return rig.context.db.transaction((tx) => takeMessage(tx, slip({ receivedAt, ...changes }), now))
}
const work = async () => {
  await rig.work()
  await rig.work()
}
const petit = '+33199002001'
const textsAt = (caller: string) => rig.exchange.telephone(caller).texts.map(({ body }) => body)
const toldPetit = 'Cabinet Morel & Associés : votre message a bien été transmis.'

test('a caller is told once that his message was passed on, however many had it and by whatever ways', async () => {
  await take({ copyIds: [roux.id] })
  await work()
  rig.pass(600)
  await work()
  expect(textsAt(petit)).toEqual([toldPetit])
  expect(rig.exchange.messages.find(({ to }) => to === petit)?.from).toBe(line)
})

test('he is not told before anybody has it', async () => {
  rig.exchange.trouble.add({ rest: 'messages.create', does: 'refuse', status: 429, times: 1 })
  rig.mail.misbehave({ refuseRecipient: 450 })
  await take()
  await work()
  expect(textsAt(petit)).toEqual([])
  rig.mail.misbehave('none')
  rig.pass(600)
  await work()
  expect(textsAt(petit)).toEqual([toldPetit])
})

test('a client that did not ask for it tells nobody', async () => {
  await set({ tellsCallers: false })
  await take()
  await work()
  expect(await rig.context.db.$count(notices)).toBe(0)
})

test.each([
  ['a missed call without a message', { kind: 'missedCall', voicemailSeconds: null }],
  ['a call that was turned away', { kind: 'mattered', voicemailSeconds: null }],
  ['a withheld number', { callerNumber: null }],
  ['no number at all', { callerNumber: '36179' }],
  ['a landline', { callerNumber: '+33199008001' }],
  ['a country that is not allowed', { callerNumber: '+37121234567' }],
  ['a message of the day before', { receivedAt: new Date('2026-11-18T10:00:00Z') }],
] as const)('%s is told nothing, and nobody is troubled for it', async (_, changes) => {
  const before = rig.exchange.messages.length
  await take(changes)
  await work()
  const sent = rig.exchange.messages.slice(before).map(({ to }) => to)
  expect(sent).toEqual(['+33199001101'])
  expect(await rig.context.db.select().from(tasks)).toEqual([])
})

test('a number that wants no texts gets none', async () => {
  await recordOptOut(rig.context.db, { clientId: 1, line, number: number(petit) }, rig.context.now())
  await take()
  await work()
  expect(textsAt(petit)).toEqual([])
  expect(await rig.context.db.select().from(tasks)).toEqual([])
})

test('a caller of a health client reads neither name nor place', async () => {
  await set({ health: true })
  await take()
  await work()
  expect(textsAt(petit)).toEqual(['Votre message a bien été transmis.'])
})

test('ten messages within the hour are one notice', async () => {
  for (let n = 0; n < 10; n += 1) {
    await take()
    await work()
    rig.pass(60)
  }
  expect(textsAt(petit)).toHaveLength(1)
  rig.pass(3_600)
  await take()
  await work()
  expect(textsAt(petit)).toHaveLength(2)
})

test('a text that the client’s own words answered is not answered twice', async () => {
  const text = slip({ kind: 'text', sourceKind: 'text', body: 'Bonjour', voicemailSeconds: null })
  const repliedAt = rig.context.now()
  await rig.context.db
    .insert(automaticReplies)
    .values({ clientId: 1, number: number(petit), repliedAt, textId: text.sourceId })
  await take(text)
  await work()
  expect(textsAt(petit)).toEqual([])
})
