import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { quickStart } from '../support/quick-start.ts'
import { startRealRedis } from '../support/real-redis.ts'
import { makeDatabaseFolder, openConnection, openQueues } from './open-queues.ts'

// Together, since each waits for a lock of 15 s to run out.
describe.concurrent('a job whose worker was killed is resumed by another', () => {
  test('on the embedded database', { timeout: 120_000 }, async ({ onTestFinished }) => {
    const folder = await makeDatabaseFolder()
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    await killWorkerHolding(folder)
    expect(await resumeOn(folder)).toEqual([{ clientId: 1, id: 'interrupted' }])
  })

  test('on Redis', { timeout: 120_000 }, async ({ onTestFinished }) => {
    const redis = await startRealRedis()
    onTestFinished(() => redis.stop())
    await killWorkerHolding(redis.url)
    expect(await resumeOn(redis.url)).toEqual([{ clientId: 1, id: 'interrupted' }])
  })
})

async function killWorkerHolding(place: string) {
  const script = join(import.meta.dirname, 'dying-worker.ts')
  const worker = spawn(process.execPath, [...quickStart, script, place], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const died = once(worker, 'exit')
  const said = await Promise.race([once(worker.stdout, 'data'), died])
  expect(String(said[0])).toBe('holding\n')
  worker.kill('SIGKILL')
  await died
}

async function resumeOn(place: string) {
  const connection = await openConnection(place)
  const queues = await openQueues(connection)
  const handled: object[] = []
  await queues.work({ calls: { concurrency: 1, handle: async (row) => handled.push(row) } })
  await vi.waitFor(async () => expect(await queues.jobs.counts('calls')).toMatchObject({ completed: 1 }), {
    timeout: 60_000,
    interval: 200,
  })
  await queues.close()
  if (connection.kind === 'embedded') await connection.pglite.close()
  return handled
}
