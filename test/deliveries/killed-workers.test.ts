import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { resolveUncertain } from '../../src/deliveries/resolve-uncertain.ts'
import { type SendContext, sendDelivery } from '../../src/deliveries/send-delivery.ts'
import { sweepDeliveries } from '../../src/deliveries/sweep-deliveries.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { type DeliveryRig, morel, slip, startDeliveryRig } from '../support/delivery-rig.ts'
import { diesInSettling } from '../support/dies-in-settling.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')))
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

const take = () => rig.context.db.transaction((tx) => takeMessage(tx, slip(), rig.context.now()))
const killed = new Error('killed')

/** Where a worker dies: nothing of what it would have done after that point happens. */
const deaths = {
  afterClaim: (context: SendContext): SendContext => ({
    ...context,
    gateway: { ...context.gateway, sendText: () => Promise.reject(killed) },
  }),
  afterPost: (context: SendContext): SendContext => ({
    ...context,
    gateway: {
      ...context.gateway,
      async sendText(text) {
        await context.gateway.sendText(text)
        throw killed
      },
    },
  }),
  afterLostAnswer: (context: SendContext): SendContext => {
    rig.exchange.trouble.add({ rest: 'messages.create', does: 'acceptThenDrop', times: 1 })
    return deaths.afterPost(context)
  },
  inSettling: (context: SendContext): SendContext => diesInSettling(context, killed),
}
type Death = keyof typeof deaths

async function die(death: Death) {
  const context = deaths[death](rig.context)
  for (const row of await rig.rows())
    if (row.channel === 'sms' && row.state === 'pending')
      await expect(sendDelivery(context, row)).rejects.toBe(killed)
}

async function recover() {
  for (let step = 0; step < 8; step += 1) {
    rig.pass(35)
    await rig.work()
  }
}

test.each(Object.keys(deaths) as Death[])('a worker that dies %s leaves one text, no more', async (death) => {
  await take()
  await die(death)
  await recover()
  expect(rig.exchange.telephone(morel.mobile).texts).toHaveLength(1)
  expect((await rig.rows()).map(({ state }) => state).toSorted()).toEqual(['delivered', 'sent'])
})

test.each(Object.keys(deaths) as Death[])('so it is where callbacks never come (%s)', async (death) => {
  rig.exchange.trouble.add({ webhook: 'messageStatus', does: 'lost' })
  await take()
  await die(death)
  await recover()
  expect(rig.exchange.telephone(morel.mobile).texts).toHaveLength(1)
})

test('forty texts whose workers die at random points arrive once each', async () => {
  const names = Object.keys(deaths) as Death[]
  for (let count = 0; count < 40; count += 1) {
    await take()
    // A fixed walk over the points, so that a failure can be repeated.
    await die(names[(count * 7) % names.length] ?? 'afterClaim')
  }
  await recover()
  const bodies = rig.exchange.telephone(morel.mobile).texts.map(({ body }) => body)
  expect(bodies).toHaveLength(40)
  expect(new Set(bodies).size).toBe(40)
}, 300_000)

test('a text that kills five workers is set aside and told to a supervisor, never dropped', async () => {
  await take()
  for (let death = 0; death < 5; death += 1) {
    await die('afterClaim')
    for (let step = 0; step < 4 && death < 4; step += 1) {
      rig.pass(61)
      await sweepWithoutSending()
    }
  }
  rig.pass(61)
  await rig.work()
  const row = (await rig.rows()).find(({ channel }) => channel === 'sms')
  expect(row).toMatchObject({ state: 'quarantined', crashes: 5, failure: 'workerDied' })
  expect((await rig.context.db.select().from(tasks)).map(({ kind }) => kind)).toContain('quarantinedDelivery')
  expect(rig.exchange.messages).toHaveLength(0)
})

/** The sweep and the look-ups go on, while every sender dies. */
async function sweepWithoutSending() {
  await sweepDeliveries(rig.context)
  for (const row of await rig.rows())
    if (row.state === 'uncertain' && row.channel === 'sms') await resolveUncertain(rig.context, row)
}
