import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { RowKey } from '../../src/jobs/queues.ts'
import { backEnds, type OpenQueues } from './open-queues.ts'

const morel = 1
const durand = 2

// One back end per describe; each test has a queue to itself.
describe.each(backEnds)('on $name', ({ open }) => {
  let queues: OpenQueues
  beforeAll(async () => {
    queues = await open()
  })
  afterAll(() => queues.close())

  test('a job added is handled once, with the ids of its row', async () => {
    const { jobs } = queues
    const handled = await workOn('calls')
    expect(await jobs.add('calls', { clientId: morel, id: 'call-1', epoch: 0 })).toBe('added')
    await vi.waitFor(() => expect(handled).toEqual([{ clientId: morel, id: 'call-1' }]), waiting)
    await vi.waitFor(
      async () => expect(await jobs.counts('calls')).toEqual({ ...none, completed: 1 }),
      waiting,
    )
    expect(handled).toHaveLength(1)
  })

  test('the same row and epoch added again is one job, a new epoch or another client a new one', async () => {
    const { jobs } = queues
    const row = { clientId: morel, id: 'same' }
    await jobs.add('recordings', { ...row, epoch: 0 })
    await jobs.add('recordings', { ...row, epoch: 0 })
    expect(await jobs.counts('recordings')).toEqual({ ...none, waiting: 1 })
    const handled = await workOn('recordings')
    await vi.waitFor(
      async () => expect(await jobs.counts('recordings')).toMatchObject({ completed: 1 }),
      waiting,
    )

    await jobs.add('recordings', { ...row, epoch: 0 })
    await jobs.add('recordings', { ...row, epoch: 1 })
    await jobs.add('recordings', { ...row, clientId: durand, epoch: 0 })
    await vi.waitFor(
      async () => expect(await jobs.counts('recordings')).toEqual({ ...none, completed: 3 }),
      waiting,
    )
    expect(handled).toEqual([row, row, { ...row, clientId: durand }])
  })

  test('a delayed job waits its time', async () => {
    const { jobs } = queues
    const handled = await workOn('urgent')
    await jobs.add('urgent', { clientId: morel, id: 'later', epoch: 0 }, { delayMs: 60_000 })
    const addedAt = performance.now()
    await jobs.add('urgent', { clientId: morel, id: 'soon', epoch: 0 }, { delayMs: 300 })
    await vi.waitFor(() => expect(handled).toEqual([{ clientId: morel, id: 'soon' }]), waiting)
    expect(performance.now() - addedAt).toBeGreaterThan(290)
    expect(await jobs.counts('urgent')).toMatchObject({ delayed: 1, waiting: 0 })
  })

  test('many jobs added at once are all handled, each once', async () => {
    const { jobs } = queues
    const handled = await workOn('deliveries')
    const rows = Array.from({ length: 300 }, (_, index) => ({ clientId: morel, id: `row-${index}` }))
    expect(
      await jobs.addMany(
        'deliveries',
        rows.map((row) => ({ ...row, epoch: 0 })),
      ),
    ).toBe('added')
    await vi.waitFor(
      async () => expect(await jobs.counts('deliveries')).toEqual({ ...none, completed: 300 }),
      waiting,
    )
    expect(new Set(handled.map(({ id }) => id)).size).toBe(300)
    expect(handled).toHaveLength(300)
  })

  test('a job whose handler throws is put with the failed ones and not tried again', async () => {
    const { jobs, work } = queues
    const tried: string[] = []
    await work({
      resolve: {
        concurrency: 1,
        handle: async ({ id }) => {
          tried.push(id)
          if (id === 'bad') throw new Error('no such row')
        },
      },
    })
    await jobs.add('resolve', { clientId: morel, id: 'bad', epoch: 0 })
    await jobs.add('resolve', { clientId: morel, id: 'good', epoch: 0 })
    await vi.waitFor(
      async () => expect(await jobs.counts('resolve')).toEqual({ ...none, failed: 1, completed: 1 }),
      waiting,
    )
    expect(tried).toEqual(['bad', 'good'])
  })

  async function workOn(queue: 'calls' | 'recordings' | 'urgent' | 'deliveries') {
    const handled: RowKey[] = []
    const handle = async (row: RowKey) => {
      handled.push(row)
    }
    await queues.work({ [queue]: { concurrency: 5, handle } })
    return handled
  }
})

const none = { waiting: 0, active: 0, delayed: 0, failed: 0, completed: 0 }
const waiting = { timeout: 60_000, interval: 100 }
