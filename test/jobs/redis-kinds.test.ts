import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { refuseVolatileRedis } from '../../src/jobs/redis-connection.ts'
import { startWorkers } from '../../src/jobs.ts'
import { type RealRedis, startRealRedis } from '../support/real-redis.ts'
import { openQueues, silent } from './open-queues.ts'

let redis: RealRedis
afterEach(() => redis.stop())

test('workers refuse a Redis that forgets its jobs at a restart', async () => {
  redis = await startRealRedis()
  const admin = new Redis(redis.url)
  await admin.config('SET', 'appendonly', 'no')
  const starting = startWorkers({ kind: 'redis', url: redis.url }, {}, silent)
  await expect(starting).rejects.toThrow('appendonly')
  await admin.config('SET', 'appendonly', 'yes')
  const workers = await startWorkers({ kind: 'redis', url: redis.url }, {}, silent)
  await workers.close()
  await admin.quit()
})

test('a Redis that forbids CONFIG is warned about and used', async () => {
  redis = await startRealRedis()
  const admin = new Redis(redis.url)
  await admin.acl('SETUSER', 'managed', 'on', '>secret', '~*', '&*', '+@all', '-config')
  const managed = new Redis(redis.url, { username: 'managed', password: 'secret' })
  const events: string[] = []
  const log = pino({}, { write: (line) => events.push(JSON.parse(line).event) })
  await refuseVolatileRedis(managed, log)
  expect(events).toEqual(['redis.appendOnlyUnknown'])
  await managed.quit()
  await admin.quit()
})

test('a failure leaves no text of the handler in Redis', async () => {
  redis = await startRealRedis()
  const queues = await openQueues({ kind: 'redis', url: redis.url })
  const fail = async () => {
    throw new Error('Failed query, params: +33199002001')
  }
  await queues.work({ calls: { concurrency: 1, handle: fail } })
  await queues.jobs.add('calls', { clientId: 1, id: 'bad', epoch: 0 })
  await vi.waitFor(async () => expect(await queues.jobs.counts('calls')).toMatchObject({ failed: 1 }), {
    timeout: 60_000,
  })
  const admin = new Redis(redis.url)
  const job = await admin.hgetall('{permanence-calls}:calls:1-bad-0')
  expect(job.failedReason).toContain('job.failed')
  expect(JSON.stringify(job)).not.toContain('33199002001')
  await admin.quit()
  await queues.close()
})
