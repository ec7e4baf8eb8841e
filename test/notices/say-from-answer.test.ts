import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clients } from '../../src/clients/tables.ts'
import { enqueueDeliveries } from '../../src/deliveries/enqueue-deliveries.ts'
import { sendDelivery } from '../../src/deliveries/send-delivery.ts'
import type { Acknowledgement } from '../../src/messages/tables.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import { sayFromAnswer } from '../../src/notices/say-from-answer.ts'
import { notices } from '../../src/notices/tables.ts'
import { withdrawNotice } from '../../src/notices/withdraw-notice.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { type DeliveryRig, morel, roux, slip, startDeliveryRig } from '../support/delivery-rig.ts'

let rig: DeliveryRig
let messageId: string
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')))
})
beforeEach(async () => {
  await rig.reset()
  await set({ tellsCallers: true, health: false })
  messageId = await take()
})
afterAll(() => rig.close())

const set = (changes: Partial<typeof clients.$inferInsert>) =>
  rig.context.db.update(clients).set(changes).where(eq(clients.clientId, 1))
async function take(changes: Parameters<typeof slip>[0] = {}): Promise<string> {
  const now = rig.context.now()
  const taken = slip({ receivedAt: new Date(now.getTime() - 20_000), ...changes })
  return (await rig.context.db.transaction((tx) => takeMessage(tx, taken, now))).messageId
}
const word = (answer: Acknowledgement, executiveId = morel.id) => ({
  clientId: 1,
  messageId,
  executiveId,
  answer,
})
const say = (answer: Acknowledgement, executiveId?: string) =>
  rig.context.db.transaction((tx) => sayFromAnswer(tx, word(answer, executiveId), rig.context.now()))
async function undo(answer: Acknowledgement) {
  const refs = await rig.context.db.transaction((tx) => withdrawNotice(tx, word(answer), rig.context.now()))
  await enqueueDeliveries(rig.context.jobs, refs)
}
/** The clock runs on, and the workers do what is due. */
async function pass(seconds: number) {
  rig.pass(seconds)
  await rig.work()
  await rig.work()
}
const petit = '+33199002001'
/** What he read beyond the word that his message was passed on. */
const heard = () =>
  rig.exchange
    .telephone(petit)
    .texts.map(({ body }) => body.replace(/^Cabinet Morel & Associés : /, ''))
    .filter((body) => !body.includes('transmis'))
const tasksOpen = async () => (await rig.context.db.select().from(tasks)).map(({ kind }) => kind)
const correction = "l'appel annoncé par notre dernier SMS n'est plus prévu. Veuillez nous en excuser."

test('what follows from her answer is said after two minutes', async () => {
  await say('executiveCalls')
  await pass(110)
  expect(heard()).toEqual([])
  await pass(15)
  expect(heard()).toEqual(['Me Morel vous rappelle.'])
})

test('the secretary who rings back is announced by no name, and what is merely noted is not announced', async () => {
  await say('received')
  await pass(300)
  expect(heard()).toEqual([])
  await say('secretaryCalls')
  await pass(300)
  expect(heard()).toEqual(['nous vous rappelons.'])
})

test('an answer taken back in time leaves the caller untroubled', async () => {
  await say('executiveCalls')
  await pass(110)
  await undo('executiveCalls')
  await pass(600)
  expect(heard()).toEqual([])
  expect(await tasksOpen()).toEqual([])
})

test('an answer taken back later is corrected once, and a secretary looks after it', async () => {
  await say('executiveCalls')
  await pass(130)
  await undo('executiveCalls')
  await undo('executiveCalls')
  await pass(60)
  expect(heard()).toEqual(['Me Morel vous rappelle.', correction])
  expect(await tasksOpen()).toEqual(['callerCorrected'])
  await say('secretaryCalls')
  await pass(300)
  await undo('secretaryCalls')
  await pass(300)
  expect(heard()).toEqual(['Me Morel vous rappelle.', correction])
})

test('a text that may have gone out is corrected, and never sent afterwards', async () => {
  rig.exchange.trouble.add({ rest: 'messages.create', does: 'refuse', status: 503, times: 1 })
  await set({ tellsCallers: true })
  await say('executiveCalls')
  rig.pass(130)
  await rig.work()
  await undo('executiveCalls')
  for (let n = 0; n < 5; n += 1) await pass(40)
  expect(heard().filter((body) => body.includes('rappelle'))).toEqual([])
  expect((await tasksOpen()).filter((kind) => kind === 'callerCorrected')).toHaveLength(1)
})

test('the same answer given twice is said once, also by two executives', async () => {
  await Promise.all([say('secretaryCalls'), say('secretaryCalls')])
  await say('secretaryCalls', roux.id)
  await pass(130)
  expect(heard()).toEqual(['nous vous rappelons.'])
})

test('another answer within two minutes replaces the first', async () => {
  await say('secretaryCalls')
  await pass(60)
  await say('executiveCalls')
  await pass(300)
  expect(heard()).toEqual(['Me Morel vous rappelle.'])
})

test('an answer that was taken back can be given again', async () => {
  for (let n = 0; n < 3; n += 1) {
    await say('secretaryCalls')
    await pass(30)
    await undo('secretaryCalls')
  }
  await say('secretaryCalls')
  await pass(300)
  expect(heard()).toEqual(['nous vous rappelons.'])
})

test('at night only a caller of the last hour, or of something urgent, is told before the morning', async () => {
  const evening = rig.context.now()
  evening.setUTCHours(21, 30, 0, 0)
  rig.pass((evening.getTime() - rig.context.now().getTime()) / 1000)
  await rig.work()
  await say('executiveCalls')
  const late = messageId
  messageId = await take({ callerNumber: '+33199002002' })
  await say('executiveCalls')
  const due = (await rig.rows()).filter(({ noticeId, state }) => noticeId && state === 'pending')
  const of = async (id: string) => {
    const told = await rig.context.db.select().from(notices).where(eq(notices.messageId, id))
    const fromAnswer = told.find(({ kind }) => kind === 'executiveCalls')
    return due.find(({ noticeId }) => noticeId === fromAnswer?.id)?.dueAt?.getTime()
  }
  const now = rig.context.now().getTime()
  expect(await of(messageId)).toBe(now + 120_000)
  expect(await of(late)).toBe(evening.getTime() + 9.5 * 3_600_000)
})

test.each([
  ['a missed call', { kind: 'missedCall' as const }],
  ['a withheld number', { callerNumber: null }],
])('%s is told nothing', async (_, changes) => {
  messageId = await take(changes)
  await say('executiveCalls')
  await undo('executiveCalls')
  expect(await rig.context.db.$count(notices, eq(notices.messageId, messageId))).toBe(0)
})

test('callers of a health client, or of one that did not ask for it, are told nothing of her answer', async () => {
  await set({ health: true })
  await say('executiveCalls')
  await set({ health: false, tellsCallers: false })
  await say('secretaryCalls')
  await pass(300)
  expect(heard()).toEqual([])
})

test('a text that is taken back while it is being sent is either not sent or corrected', async () => {
  for (let n = 0; n < 5; n += 1) {
    messageId = await take()
    await say('executiveCalls')
    rig.pass(130)
    const before = heard().length
    const [row] = (await rig.rows())
      .filter(({ noticeId, state }) => noticeId && state === 'pending')
      .slice(-1)
    if (!row) throw new Error('no notice waits')
    await Promise.all([sendDelivery(rig.context, row), undo('executiveCalls')])
    await pass(30)
    expect(heard().slice(before)).toEqual(
      heard().length === before ? [] : ['Me Morel vous rappelle.', correction],
    )
  }
})
