import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executives } from '../../src/clients/tables.ts'
import { enqueueDeliveries } from '../../src/deliveries/enqueue-deliveries.ts'
import { sweepDeliveries } from '../../src/deliveries/sweep-deliveries.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import { startWork } from '../../workers/main.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { slip } from '../support/delivery-rig.ts'
import { until } from '../support/until.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ database: 'server', work: false })
})
afterAll(() => rig.close())

test('with Redis wiped before any worker looked, every message still arrives, once', async () => {
  const { db, jobs, now } = rig.context
  const [morel] = (await db.select().from(executives)).filter(({ key }) => key === 'morel')
  if (!morel?.mobile) throw new Error('no Me Morel')
  for (let count = 0; count < 10; count += 1) {
    const message = slip({ clientId: morel.clientId, recipientId: morel.id })
    const taken = await db.transaction((tx) => takeMessage(tx, message, now()))
    await enqueueDeliveries(jobs, taken.deliveries)
  }
  expect(await jobs.counts('deliveries')).toMatchObject({ waiting: 20 })
  await wipeRedis()
  expect(await jobs.counts('deliveries')).toMatchObject({ waiting: 0 })

  const workers = await startWork(rig.context)
  try {
    rig.clock.advance(46_000)
    await sweepDeliveries(rig.context)
    const settled = async () =>
      (await db.select().from(deliveries)).every(({ state }) => state === 'delivered' || state === 'sent')
    await until('all deliveries are out', settled, 90_000)
    await rig.exchange.settled()
    expect(rig.exchange.telephone(morel.mobile).texts).toHaveLength(10)
    expect(rig.mailbox.mails).toHaveLength(10)
  } finally {
    await workers.close(2_000)
  }
}, 60_000)

async function wipeRedis(): Promise<void> {
  const { storage } = rig.context.config
  if (storage.kind !== 'server') throw new Error('this test wants Redis')
  const redis = new Redis(storage.redisUrl)
  await redis.flushdb()
  redis.disconnect()
}
