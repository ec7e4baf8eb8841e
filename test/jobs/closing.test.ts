import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { quickStart } from '../support/quick-start.ts'
import { startRealRedis } from '../support/real-redis.ts'
import { backEnds, makeDatabaseFolder, type OpenQueues } from './open-queues.ts'

const run = promisify(execFile)
const slow = { timeout: 120_000 }
const waiting = { timeout: 60_000, interval: 50 }

test(
  'on the embedded database a process that closed everything ends by itself',
  slow,
  async ({ onTestFinished }) => {
    const folder = await makeDatabaseFolder()
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    expect(await endByItself(folder)).toBe('closed\n')
  },
)

test('on Redis a process that closed everything ends by itself', slow, async ({ onTestFinished }) => {
  const redis = await startRealRedis()
  onTestFinished(() => redis.stop())
  expect(await endByItself(redis.url)).toBe('closed\n')
})

describe.each(backEnds)('on $name', ({ open }) => {
  let queues: OpenQueues
  beforeEach(async () => {
    queues = await open()
  })
  afterEach(() => queues.close())

  test('closing waits for the job in hand and leaves the others in the queue', async () => {
    const gate = Promise.withResolvers<void>()
    const begun: string[] = []
    const ended: string[] = []
    const handle = async ({ id }: { id: string }) => {
      begun.push(id)
      await gate.promise
      ended.push(id)
    }
    const workers = await queues.work({ calls: { concurrency: 1, handle } })
    for (const id of ['a', 'b', 'c']) await queues.jobs.add('calls', { clientId: 1, id, epoch: 0 })
    await vi.waitFor(() => expect(begun).toEqual(['a']), waiting)
    const closing = workers.close()
    gate.resolve()
    await closing
    expect({ begun, ended }).toEqual({ begun: ['a'], ended: ['a'] })
    const expected = { waiting: 2, active: 0, delayed: 0, failed: 0, completed: 1 }
    expect(await queues.jobs.counts('calls')).toEqual(expected)
  })

  test('closing leaves a job behind that does not end in time', async () => {
    const begun = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const handle = async () => {
      begun.resolve()
      await gate.promise
    }
    const workers = await queues.work({ calls: { concurrency: 1, handle } })
    await queues.jobs.add('calls', { clientId: 1, id: 'endless', epoch: 0 })
    await begun.promise
    await workers.close(50)
    expect(await queues.jobs.counts('calls')).toMatchObject({ active: 1, completed: 0 })
    gate.resolve()
  })
})

/** Fails when the process is still there after a minute. */
async function endByItself(place: string) {
  const script = join(import.meta.dirname, 'ending-process.ts')
  const { stdout } = await run(process.execPath, [...quickStart, script, place], { timeout: 60_000 })
  return stdout
}
