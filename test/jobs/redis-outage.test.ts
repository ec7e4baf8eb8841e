import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createJobs } from '../../src/jobs.ts'
import type { RealRedis } from '../support/real-redis.ts'
import { type OpenQueues, openRedisQueues, silent } from './open-queues.ts'

const waiting = { timeout: 25_000, interval: 100 }
let queues: OpenQueues & { redis: RealRedis }
beforeEach(async () => {
  queues = await openRedisQueues()
})
afterEach(() => queues.close())

test('while Redis is down adding answers unavailable, and works again when it is back', async () => {
  const { jobs, redis } = queues
  const handled = await recordHandled()
  await redis.kill()
  expect(await addAll(['a', 'b', 'c'])).toEqual(['unavailable', 'unavailable', 'unavailable'])
  expect(await jobs.addMany('calls', [{ clientId: 1, id: 'd', epoch: 0 }])).toBe('unavailable')
  expect(await jobs.counts('calls')).toBe('unavailable')

  await redis.restart()
  await vi.waitFor(async () => expect(await addAll(['e'])).toEqual(['added']), waiting)
  await vi.waitFor(() => expect(handled).toEqual(['e']), waiting)
})

test('while Redis is frozen adding answers unavailable, and works again when it is thawed', async () => {
  const { redis } = queues
  const handled = await recordHandled()
  redis.freeze()
  expect(await addAll(['a', 'b', 'c'])).toEqual(['unavailable', 'unavailable', 'unavailable'])
  redis.thaw()
  await vi.waitFor(async () => expect(await addAll(['f'])).toEqual(['added']), waiting)
  await vi.waitFor(() => expect(handled).toContain('f'), waiting)
})

test('a process that starts while Redis is down adds jobs as soon as it is there', async () => {
  const { redis } = queues
  await redis.kill()
  const jobs = await createJobs({ kind: 'redis', url: redis.url }, silent)
  expect(await jobs.add('calls', { clientId: 1, id: 'a', epoch: 0 })).toBe('unavailable')
  const handled: string[] = []
  const starting = queues.work({ calls: { concurrency: 1, handle: async ({ id }) => handled.push(id) } })

  await redis.restart()
  await vi.waitFor(
    async () => expect(await jobs.add('calls', { clientId: 1, id: 'b', epoch: 0 })).toBe('added'),
    waiting,
  )
  await starting
  await vi.waitFor(() => expect(handled).toEqual(['b']), waiting)
  await jobs.close()
})

test('workers and queues end while Redis is frozen', async () => {
  const { jobs, redis } = queues
  const handled: string[] = []
  const workers = await queues.work({ calls: { concurrency: 1, handle: async ({ id }) => handled.push(id) } })
  await addAll(['a'])
  await vi.waitFor(() => expect(handled).toEqual(['a']), waiting)
  redis.freeze()
  await workers.close()
  await jobs.close()
})

const addAll = (ids: string[]) =>
  Promise.all(ids.map((id) => queues.jobs.add('calls', { clientId: 1, id, epoch: 0 })))

async function recordHandled() {
  const handled: string[] = []
  await queues.work({ calls: { concurrency: 2, handle: async ({ id }) => handled.push(id) } })
  return handled
}
