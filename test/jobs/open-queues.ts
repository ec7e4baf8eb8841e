import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pino } from 'pino'
import type { Work } from '../../src/jobs/queues.ts'
import { createJobs, type Jobs, type JobsConnection, startWorkers, type Workers } from '../../src/jobs.ts'
import { type RealRedis, startRealRedis } from '../support/real-redis.ts'

export const silent = pino({ level: 'silent' })

/** The queues of one test on a back end of their own. */
export type OpenQueues = {
  jobs: Jobs
  connection: JobsConnection
  work(work: Work): Promise<Workers>
  /** Ends the workers, the queues and the back end. */
  close(): Promise<void>
}

export async function openEmbeddedQueues(): Promise<OpenQueues & { pglite: PGlite }> {
  const pglite = await openPglite()
  const queues = await openQueues({ kind: 'embedded', pglite })
  return { ...queues, pglite, close: () => queues.close().then(() => pglite.close()) }
}

export async function openRedisQueues(): Promise<OpenQueues & { redis: RealRedis }> {
  const redis = await startRealRedis()
  const queues = await openQueues({ kind: 'redis', url: redis.url })
  return { ...queues, redis, close: () => queues.close().then(() => redis.stop()) }
}

/** Opens both back ends under their names, for `describe.each`. */
export const backEnds: { name: string; open: () => Promise<OpenQueues> }[] = [
  { name: 'the embedded database', open: openEmbeddedQueues },
  { name: 'Redis', open: openRedisQueues },
]

/** In memory, or in `folder`. Copying an empty database is much faster than making one. */
export async function openPglite(folder = 'memory://'): Promise<PGlite> {
  empty ??= dumpEmpty()
  return PGlite.create(folder, { loadDataDir: await empty })
}

/** A folder with an empty database, which another process may open. */
export async function makeDatabaseFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-jobs-'))
  const pglite = await openPglite(folder)
  await pglite.close()
  return folder
}

let empty: Promise<Blob> | undefined

async function dumpEmpty() {
  const pglite = await PGlite.create()
  const dump = await pglite.dumpDataDir('none')
  await pglite.close()
  return dump
}

/** `place` is the address of a Redis or the folder where an embedded database lies already. */
export async function openConnection(place: string): Promise<JobsConnection> {
  if (place.startsWith('redis:')) return { kind: 'redis', url: place }
  return { kind: 'embedded', pglite: await PGlite.create(place) }
}

export async function openQueues(connection: JobsConnection): Promise<OpenQueues> {
  const jobs = await createJobs(connection, silent)
  const opened: Workers[] = []
  return {
    jobs,
    connection,
    async work(work) {
      const workers = await startWorkers(connection, work, silent)
      opened.push(workers)
      return workers
    },
    async close() {
      for (const workers of opened) await workers.close(0)
      await jobs.close()
    },
  }
}
