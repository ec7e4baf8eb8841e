import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { executiveChoicesSchema } from '../../src/clients/executive.ts'
import { executives } from '../../src/clients/tables.ts'
import { sendDelivery } from '../../src/deliveries/send-delivery.ts'
import { links } from '../../src/links/tables.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { recordOptOut } from '../../src/texts/record-opt-out.ts'
import { type DeliveryRig, line, morel, slip, startDeliveryRig } from '../support/delivery-rig.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')))
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

const take = (changes: Parameters<typeof slip>[0] = {}) =>
  rig.context.db.transaction((tx) => takeMessage(tx, slip(changes), rig.context.now()))
const states = async () => Object.fromEntries((await rig.rows()).map((row) => [row.channel, row.state]))
const tasksOpen = async () => (await rig.context.db.select().from(tasks)).map((task) => task.kind)
const textsAt = (mobile: string) => rig.exchange.telephone(mobile).texts

test('a voicemail goes to the executive as a text and an e-mail, and the text is confirmed', async () => {
  await take()
  await rig.work()
  expect(await states()).toEqual({ sms: 'delivered', email: 'sent' })
  const [text] = textsAt(morel.mobile)
  expect(text?.body).toContain('Me Petit')
  expect(text?.from).toBe(line)
  const [mail] = rig.mail.caught
  expect(mail?.recipients).toEqual([morel.email])
  expect(mail?.mail.subject).toContain('Me Petit')
  const link = /http\S+\/l\/1\/[\w-]{22}/.exec(text?.body ?? '')?.[0]
  expect(mail?.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')).toContain(link)
})

test('neither the row nor the link keeps the token that opens the message', async () => {
  await take()
  await rig.work()
  const token = /\/l\/1\/([\w-]{22})/.exec(textsAt(morel.mobile)[0]?.body ?? '')?.[1]
  expect(token).toHaveLength(22)
  const stored = JSON.stringify([await rig.rows(), await rig.context.db.select().from(links)])
  expect(stored).not.toContain(token)
})

test('a delivery that is worked on five times at once is sent once', async () => {
  await take()
  const [row] = (await rig.rows()).filter(({ channel }) => channel === 'sms')
  if (!row) throw new Error('no row')
  await Promise.all(Array.from({ length: 5 }, () => sendDelivery(rig.context, row)))
  await rig.exchange.settled()
  expect(textsAt(morel.mobile)).toHaveLength(1)
})

test('a full queue at the exchange is tried again later, with the same words', async () => {
  rig.exchange.trouble.add({ rest: 'messages.create', does: 'refuse', status: 429, times: 1 })
  await take()
  await rig.work()
  const [row] = (await rig.rows()).filter(({ channel }) => channel === 'sms')
  expect(row).toMatchObject({ state: 'pending', attempts: 1, failure: 'exchangeBusy', errorCode: '20429' })
  await rig.work()
  expect(textsAt(morel.mobile)).toHaveLength(0)
  rig.pass(90)
  await rig.work()
  expect(textsAt(morel.mobile)).toHaveLength(1)
  const [after] = (await rig.rows()).filter(({ channel }) => channel === 'sms')
  expect(after).toMatchObject({ state: 'delivered', attempts: 2, sentBody: row?.sentBody, failure: null })
})

test('a number that no longer exists fails for good and is told to a supervisor', async () => {
  rig.exchange.telephone(morel.mobile).receiveTexts({ refused: 21211 })
  await take()
  await rig.work()
  expect(await states()).toEqual({ sms: 'failed', email: 'sent' })
  expect(await tasksOpen()).toEqual(['failedDelivery'])
  rig.pass(86_400)
  await rig.work()
  expect((await rig.rows()).find((row) => row.channel === 'sms')).toMatchObject({
    attempts: 1,
    errorCode: '21211',
  })
})

test('the other channel waits for the end of her quiet hours', async () => {
  const bySms = executiveChoicesSchema.parse({ ordinary: ['sms'] })
  await rig.context.db.update(executives).set({ choices: bySms })
  await take()
  const choices = { ...bySms, quietHours: { from: '00:00', until: '23:59', urgentExempt: true } }
  await rig.context.db.update(executives).set({ choices })
  rig.exchange.telephone(morel.mobile).receiveTexts({ refused: 21211 })
  await rig.work()
  expect(await states()).toEqual({ sms: 'failed', email: 'pending' })
  const mail = (await rig.rows()).find(({ channel }) => channel === 'email')
  expect(mail?.dueAt?.getTime()).toBeGreaterThan(rig.context.now().getTime() + 60_000)
})

test('an exchange that refuses for a day is given up on', async () => {
  rig.exchange.trouble.add({ rest: 'messages.create', does: 'refuse', status: 429 })
  await take()
  for (let hour = 0; hour < 40; hour += 1) {
    await rig.work()
    rig.pass(3_600)
  }
  expect(await states()).toEqual({ sms: 'failed', email: 'sent' })
  expect((await rig.rows()).find((row) => row.channel === 'sms')?.attempts).toBe(8)
})

test('a landline is never texted: the e-mail goes instead', async () => {
  const sms = executiveChoicesSchema.parse({ urgent: ['sms'], ordinary: ['sms'] })
  await rig.context.db.update(executives).set({ mobile: '+33199008001' as typeof morel.mobile, choices: sms })
  await take()
  await rig.work()
  await rig.work()
  expect(await states()).toEqual({ sms: 'failed', email: 'sent' })
  expect(rig.exchange.messages).toHaveLength(0)
})

test('a STOP that is recorded while the text waits keeps it from being sent', async () => {
  await take()
  await recordOptOut(rig.context.db, { clientId: 1, line, number: morel.mobile }, rig.context.now())
  await rig.work()
  expect(await states()).toEqual({ sms: 'suppressed', email: 'sent' })
  expect(rig.exchange.messages).toHaveLength(0)
})

test('a STOP that only the exchange knows of is remembered', async () => {
  rig.exchange.telephone(morel.mobile).receiveTexts({ refused: 21610 })
  await take()
  await rig.work()
  rig.exchange.telephone(morel.mobile).receiveTexts('delivered')
  await take()
  await rig.work()
  expect((await rig.rows()).filter((row) => row.channel === 'sms').map((row) => row.state)).toEqual([
    'suppressed',
    'suppressed',
  ])
  expect(rig.exchange.messages).toHaveLength(0)
})

test('a telephone that is off gets the text again later, three times in all', async () => {
  rig.exchange.telephone(morel.mobile).receiveTexts({ undelivered: 30003 })
  await take()
  for (let quarter = 0; quarter < 6; quarter += 1) {
    await rig.work()
    rig.pass(1_000)
  }
  expect(await states()).toEqual({ sms: 'failed', email: 'sent' })
  expect(rig.exchange.messages).toHaveLength(3)
})

test('a text that the exchange took while the connection broke is found in its list, not sent again', async () => {
  rig.exchange.trouble.add({ rest: 'messages.create', does: 'acceptThenDrop' })
  rig.exchange.trouble.add({ webhook: 'messageStatus', does: 'lost' })
  await take()
  await rig.work()
  expect((await states()).sms).toBe('uncertain')
  rig.pass(20)
  await rig.work()
  expect((await states()).sms).toBe('delivered')
  expect(rig.exchange.messages).toHaveLength(1)
})

test('a text of unknown fate is settled by its callback alone', async () => {
  rig.exchange.trouble.add({ rest: 'messages.create', does: 'acceptThenDrop' })
  await take()
  await rig.work()
  expect((await states()).sms).toBe('delivered')
})

test('a text that the exchange never got is sent again after two looks at its list', async () => {
  rig.exchange.trouble.add({ rest: 'messages.create', does: 'refuse', status: 503, times: 1 })
  await take()
  await rig.work()
  expect((await states()).sms).toBe('uncertain')
  await rig.work()
  rig.pass(10)
  await rig.work()
  expect(rig.exchange.messages).toHaveLength(0)
  rig.pass(21)
  await rig.work()
  await rig.work()
  expect((await states()).sms).toBe('delivered')
  expect(rig.exchange.messages).toHaveLength(1)
})

test('when the exchange cannot be asked for two minutes, a secretary is told and nothing is sent', async () => {
  rig.exchange.trouble.add({ rest: 'messages.create', does: 'refuse', status: 503, times: 1 })
  rig.exchange.trouble.add({ rest: 'messages.list', does: 'refuse', status: 503 })
  await take()
  for (let step = 0; step < 8; step += 1) {
    await rig.work()
    rig.pass(31)
  }
  expect((await states()).sms).toBe('uncertain')
  expect(await tasksOpen()).toEqual(['uncertainDelivery'])
  expect(rig.exchange.messages).toHaveLength(0)
})

test('an e-mail cut off after its content went out is left to a person', async () => {
  rig.mail.misbehave('dropAfterData')
  await take()
  await rig.work()
  await rig.work()
  rig.mail.misbehave('none')
  rig.pass(3_600)
  await rig.work()
  expect((await states()).email).toBe('uncertain')
  expect(rig.mail.caught).toHaveLength(1)
  expect(await tasksOpen()).toEqual(['uncertainDelivery'])
})

test('an urgent e-mail cut off like that is repeated once, under the same Message-ID', async () => {
  rig.mail.misbehave('dropAfterData')
  await take({ urgency: 'urgent' })
  for (let step = 0; step < 6; step += 1) {
    await rig.work()
    rig.pass(60)
  }
  expect(rig.mail.caught).toHaveLength(2)
  expect(new Set(rig.mail.caught.map(({ mail }) => mail.messageId)).size).toBe(1)
  expect(await tasksOpen()).toEqual(['uncertainDelivery'])
})

test('a mail server that refuses the recipient for good is believed', async () => {
  rig.mail.misbehave({ refuseRecipient: 550 })
  await take()
  await rig.work()
  expect((await rig.rows()).find((row) => row.channel === 'email')).toMatchObject({
    state: 'failed',
    errorCode: '550',
    failure: 'mailRefused',
  })
})

test('a mail server that is busy gets the same mail later', async () => {
  rig.mail.misbehave({ refuseContent: 451 })
  await take()
  await rig.work()
  expect((await states()).email).toBe('pending')
  rig.mail.misbehave('none')
  rig.pass(90)
  await rig.work()
  expect((await states()).email).toBe('sent')
  expect(rig.mail.caught).toHaveLength(1)
})
