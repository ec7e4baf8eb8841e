import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { recordStatus } from '../../src/deliveries/record-status.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import { type DeliveryRig, morel, slip, startDeliveryRig } from '../support/delivery-rig.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')))
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

/** A text that the exchange took and said nothing about yet. */
async function sentText() {
  rig.exchange.trouble.add({ webhook: 'messageStatus', does: 'lost' })
  await rig.context.db.transaction((tx) => takeMessage(tx, slip(), rig.context.now()))
  await rig.work()
  return textRow()
}

async function textRow() {
  const row = (await rig.rows()).find(({ channel }) => channel === 'sms')
  if (!row) throw new Error('no text')
  return row
}

type Word = { status: string; errorCode?: string; attempt?: number }
async function say({ id, providerId }: { id: string; providerId: string | null }, word: Word) {
  const { status, errorCode = null, attempt = 1 } = word
  const report = { clientId: 1, deliveryId: id, messageSid: providerId ?? '', status, errorCode, attempt }
  await recordStatus(rig.context, report)
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, place) =>
    permutations(items.toSpliced(place, 1)).map((others) => [item, ...others]),
  )
}

const endings: [string, Word[]][] = [
  ['delivered', [{ status: 'queued' }, { status: 'sent' }, { status: 'delivered' }, { status: 'sent' }]],
  ['failed', [{ status: 'queued' }, { status: 'sent' }, { status: 'undelivered', errorCode: '30005' }]],
  [
    'pending',
    [
      { status: 'queued' },
      { status: 'sent' },
      { status: 'undelivered', errorCode: '30003' },
      { status: 'sent' },
    ],
  ],
  ['delivered', [{ status: 'delivered' }, { status: 'failed', errorCode: '30005' }, { status: 'sent' }]],
]
test.each(endings)('in any order, callbacks end in %s', async (ending, words) => {
  const row = await sentText()
  for (const order of permutations(words)) {
    await rig.context.db.update(deliveries).set(row).where(eq(deliveries.id, row.id))
    for (const word of order) await say(row, word)
    expect((await textRow()).state, order.map((word) => word.status).join(' ')).toBe(ending)
  }
})

test('what the exchange says late of an earlier attempt does not end the present one', async () => {
  const row = await sentText()
  await say(row, { status: 'undelivered', errorCode: '30003' })
  rig.exchange.trouble.clear()
  rig.exchange.trouble.add({ webhook: 'messageStatus', does: 'lost' })
  rig.pass(1_000)
  await rig.work()
  await say(row, { status: 'failed', errorCode: '30005', attempt: 1 })
  expect(await textRow()).toMatchObject({ state: 'sent', attempts: 2 })
  await say(row, { status: 'delivered', attempt: 1 })
  expect((await textRow()).state).toBe('delivered')
})

test('a status that nobody knows changes nothing, nor does one for an unknown delivery', async () => {
  const row = await sentText()
  await say(row, { status: 'parked' })
  expect((await textRow()).state).toBe('sent')
  const stranger = { ...row, id: '00000000-0000-8000-8000-00000000ffff' }
  const report = {
    clientId: 1,
    deliveryId: stranger.id,
    messageSid: 'SM1',
    status: 'failed',
    errorCode: null,
  }
  expect(await recordStatus(rig.context, { ...report, attempt: 1 })).toBe('unknown')
  expect(await recordStatus(rig.context, { ...report, deliveryId: row.id, clientId: 2, attempt: 1 })).toBe(
    'unknown',
  )
  expect((await textRow()).state).toBe('sent')
})

test('callbacks that come twice and out of order from the exchange leave the text delivered', async () => {
  rig.exchange.trouble.add({ webhook: 'messageStatus', does: 'outOfOrder', probability: 0.5 })
  rig.exchange.trouble.add({ webhook: 'messageStatus', does: 'twice', probability: 0.5 })
  for (let count = 0; count < 5; count += 1)
    await rig.context.db.transaction((tx) => takeMessage(tx, slip(), rig.context.now()))
  await rig.work()
  await rig.work()
  const texts = (await rig.rows()).filter(({ channel }) => channel === 'sms')
  expect(texts.map(({ state }) => state)).toEqual(Array(5).fill('delivered'))
  expect(rig.exchange.telephone(morel.mobile).texts).toHaveLength(5)
})
