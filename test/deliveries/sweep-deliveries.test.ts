import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sweepDeliveries } from '../../src/deliveries/sweep-deliveries.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { idFrom } from '../../src/ids.ts'
import type { RowJob, RowQueue } from '../../src/jobs/queues.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import { type DeliveryRig, slip, startDeliveryRig } from '../support/delivery-rig.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')))
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

/** The queue as it takes jobs, or is away. */
function watchedJobs(answer: 'added' | 'unavailable' = 'added') {
  const queued: [RowQueue, RowJob][] = []
  const jobs = {
    ...rig.context.jobs,
    async addMany(queue: RowQueue, rows: RowJob[]) {
      if (answer === 'added') queued.push(...rows.map((row): [RowQueue, RowJob] => [queue, row]))
      return answer
    },
  }
  return { queued, context: { ...rig.context, jobs } }
}

const take = (changes: Parameters<typeof slip>[0] = {}) =>
  rig.context.db.transaction((tx) => takeMessage(tx, slip(changes), rig.context.now()))

test('a row whose job was lost gets a new one within a minute, under a new epoch', async () => {
  await take()
  const { queued, context } = watchedJobs()
  await sweepDeliveries(context)
  expect(queued).toEqual([])
  rig.pass(46)
  await sweepDeliveries(context)
  expect(queued.map(([queue, { epoch }]) => [queue, epoch])).toEqual([
    ['deliveries', 1],
    ['deliveries', 1],
  ])
  await sweepDeliveries(context)
  expect(queued).toHaveLength(2)
})

test('what is urgent goes to a queue of its own', async () => {
  await take({ urgency: 'urgent' })
  rig.pass(46)
  const { queued, context } = watchedJobs()
  await sweepDeliveries(context)
  expect(queued.map(([queue]) => queue)).toEqual(['urgent', 'urgent'])
})

test('a queue that was away gets the rows at the next sweep', async () => {
  await take()
  rig.pass(46)
  await sweepDeliveries(watchedJobs('unavailable').context)
  rig.pass(15)
  const { queued, context } = watchedJobs()
  await sweepDeliveries(context)
  expect(queued).toHaveLength(2)
})

test('two sweeps at once queue each row once', async () => {
  await Promise.all([take(), take(), take()])
  rig.pass(46)
  const { queued, context } = watchedJobs()
  await Promise.all([sweepDeliveries(context), sweepDeliveries(context)])
  expect(queued).toHaveLength(6)
})

test('a client with a thousand rows takes no more than its share of a sweep', async () => {
  await take()
  const [row] = await rig.rows()
  if (!row) throw new Error('no row')
  const many = Array.from({ length: 1_200 }, (_, place) => ({
    ...row,
    id: idFrom(place),
    revision: place + 2,
  }))
  await rig.context.db.insert(deliveries).values(many)
  rig.pass(46)
  const { queued, context } = watchedJobs()
  await sweepDeliveries(context)
  expect(queued).toHaveLength(500)
  await sweepDeliveries(context)
  await sweepDeliveries(context)
  expect(new Set(queued.map(([, { id }]) => id)).size).toBe(1_202)
})
