import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { expect, test, vi } from 'vitest'
import { findRedisServer } from '../../scripts/installed-parts.mjs'
import { findFreePort, guardFolder, startProcess, waitUntilReady } from '../support/server-process.ts'
import { openQueues } from './open-queues.ts'

test('the queues work on a Redis cluster, all keys of one queue in one slot', async ({ onTestFinished }) => {
  const { url, stop } = await startCluster()
  onTestFinished(stop)
  // A cluster is recognised by the comma. One node suffices: it refuses keys of several slots as many do.
  const queues = await openQueues({ kind: 'redis', url: `${url},${url}` })
  const handled: string[] = []
  const ticks: string[] = []
  await queues.work({
    calls: { concurrency: 2, handle: async ({ id }) => handled.push(id) },
    timetable: { concurrency: 1, handle: async (name) => ticks.push(name) },
  })
  await queues.jobs.scheduleTimetable([{ name: 'sweep', everyMs: 100 }])
  const jobs = ['a', 'b', 'c'].map((id) => ({ clientId: 1, id, epoch: 0 }))
  await vi.waitFor(async () => expect(await queues.jobs.addMany('calls', jobs)).toBe('added'), {
    timeout: 10_000,
  })
  await vi.waitFor(() => expect(handled.toSorted()).toEqual(['a', 'b', 'c']), { timeout: 10_000 })
  await vi.waitFor(() => expect(ticks.length).toBeGreaterThan(1), { timeout: 10_000 })
  await queues.close()
})

async function startCluster() {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-cluster-'))
  guardFolder(folder)
  const port = await findFreePort()
  // The second port, that of the nodes among themselves, would else be 10,000 higher, perhaps above 65,535.
  const ports = [
    '--port',
    `${port}`,
    '--cluster-port',
    `${await findFreePort()}`,
    '--bind',
    '127.0.0.1',
    '--cluster-announce-ip',
    '127.0.0.1',
  ]
  const args = [...ports, '--dir', folder, '--cluster-enabled', 'yes', '--appendonly', 'yes', '--save', '']
  const server = startProcess({ command: findRedisServer() ?? '', args, folder })
  const url = `redis://127.0.0.1:${port}`
  const admin = new Redis(url)
  admin.on('error', () => {})
  await admin.cluster('ADDSLOTSRANGE', 0, 16_383)
  await waitUntilReady(server, folder, async () =>
    String(await admin.cluster('INFO')).includes('cluster_state:ok'),
  )
  await admin.quit()
  const stop = async () => {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, stop }
}
