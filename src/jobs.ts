import type { PGlite } from '@electric-sql/pglite'
import { createPostgresBackend, type Job, Queue, runMigrations, WaitingError, Worker } from 'bullmq'
import type { Logger } from 'pino'
import { watchAttempts } from './jobs/attempts.ts'
import { type Crew, closeCrews } from './jobs/close-crews.ts'
import { keepTimetable, type TimetableEntry } from './jobs/keep-timetable.ts'
import { migrateJobs, PglitePool } from './jobs/pglite-pool.ts'
import {
  type QueueName,
  queueNames,
  type RowJob,
  type RowQueue,
  type Task,
  taskOf,
  toBullJob,
  type Work,
} from './jobs/queues.ts'
import {
  openRedis,
  producerOptions,
  refuseVolatileRedis,
  waitForRedis,
  workerOptions,
} from './jobs/redis-connection.ts'

export type JobsConnection = { kind: 'redis'; url: string } | { kind: 'embedded'; pglite: PGlite }
export type Counts = Record<(typeof countedStates)[number], number>
export type Jobs = Awaited<ReturnType<typeof createJobs>>
/** `close` lets jobs in hand finish for `graceMs` (25 s); what it then leaves behind is resumed elsewhere. */
export type Workers = { close(graceMs?: number): Promise<void> }

const countedStates = ['waiting', 'active', 'delayed', 'failed', 'completed'] as const

/** A dead worker's job is resumed within 15 s of lock and two checks; after ten deaths it is given up. */
const workerConstants = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 10 }

/** A finished job is kept for ten minutes, so that the same key and epoch is not done again. */
const keptOnRedis = { removeOnComplete: { age: 600, count: 10_000 }, removeOnFail: { count: 1_000 } }
/** Without `count`, which halves what PGlite handles. */
const keptOnPglite = { removeOnComplete: { age: 600 }, removeOnFail: { count: 1_000 } }

/**
 * The queues as those who add to them see them. Nothing here throws or waits for an absent Redis: the
 * answer is then `'unavailable'` within a second, and the sweep queues the row later.
 * Add after the commit, never inside a transaction.
 */
export async function createJobs(connection: JobsConnection, log: Logger) {
  const backEnd = await openBackEnd(connection, 'producer', log)
  const queues = openQueues(backEnd, log)
  const attempt = watchAttempts(backEnd.isReady, connection.kind === 'redis' ? 1_000 : 5_000, log)
  let timetable = { stop: async () => {} }
  return {
    async add(queue: RowQueue, job: RowJob, { delayMs = 0 } = {}): Promise<'added' | 'unavailable'> {
      const { name, data, opts } = toBullJob(queue, job, delayMs)
      return attempt(queue, () => queues[queue].add(name, data, opts).then(() => 'added'))
    },
    /** All or none. */
    async addMany(queue: RowQueue, jobs: RowJob[], { delayMs = 0 } = {}): Promise<'added' | 'unavailable'> {
      const bullJobs = jobs.map((job) => toBullJob(queue, job, delayMs))
      return attempt(queue, () => queues[queue].addBulk(bullJobs).then(() => 'added'))
    },
    async counts(queue: QueueName): Promise<Counts | 'unavailable'> {
      return attempt(queue, () => countJobs(queues[queue]))
    },
    /** For the owner, who looks at them. */
    queues: () => Object.values(queues),
    /** From now on this is the whole timetable, kept until `close`. Returns after the first try. */
    async scheduleTimetable(entries: TimetableEntry[]): Promise<void> {
      await timetable.stop()
      timetable = await keepTimetable(queues.timetable, entries, { isReady: backEnd.isReady, log })
    },
    async close(): Promise<void> {
      await timetable.stop()
      await Promise.all(Object.values(queues).map((queue) => queue.close()))
      await backEnd.close()
    },
  }
}

/**
 * Starts one worker for each queue of `work`. A handler that throws is logged and its job put with the
 * failed ones; the row decides whether it is tried again.
 * Waits until Redis answers, so a web server in the same process starts first; throws when Redis would
 * forget its jobs.
 */
export async function startWorkers(connection: JobsConnection, work: Work, log: Logger): Promise<Workers> {
  const backEnd = await openBackEnd(connection, 'worker', log)
  const crews: Crew[] = []
  const close = async (graceMs = 25_000) => {
    await closeCrews(crews.splice(0), graceMs, log)
    await backEnd.close()
  }
  try {
    await backEnd.refuseVolatile()
  } catch (error) {
    await close()
    throw error
  }
  for (const queue of queueNames) {
    const task = taskOf(queue, work)
    if (task) crews.push(openCrew(backEnd, queue, task, log))
  }
  log.info({ event: 'workers.started', queues: crews.map((crew) => crew.queue) })
  return { close }
}

type Process = (job: Job, token?: string) => Promise<void>
type BackEnd = Awaited<ReturnType<typeof openBackEnd>>

async function openBackEnd(connection: JobsConnection, role: 'producer' | 'worker', log: Logger) {
  return connection.kind === 'redis'
    ? openOnRedis(connection.url, role, log)
    : openOnPglite(connection.pglite)
}

async function openOnRedis(url: string, role: 'producer' | 'worker', log: Logger) {
  const connection = openRedis(url, role === 'producer' ? producerOptions : workerOptions, log)
  if (role === 'producer') await waitForRedis(connection)
  // In a cluster all keys of a queue must lie in one slot, which the braces see to.
  const optionsOf = (queue: QueueName) => ({ connection, prefix: `{permanence-${queue}}` })
  return {
    // A producer that asked for the version at a bad moment would never get over the missing answer.
    openQueue: (queue: QueueName) =>
      new Queue(queue, { ...optionsOf(queue), skipVersionCheck: true, defaultJobOptions: keptOnRedis }),
    openWorker: (queue: QueueName, process: Process, concurrency: number) =>
      new Worker(queue, process, { ...optionsOf(queue), ...workerConstants, concurrency }),
    isReady: () => connection.status === 'ready',
    refuseVolatile: () => refuseVolatileRedis(connection, log),
    close: async () => connection.disconnect(),
  }
}

async function openOnPglite(pglite: PGlite) {
  await migrateJobs(pglite, runMigrations)
  const pool = new PglitePool(pglite)
  const options = { connection: pool }
  return {
    openQueue: (queue: QueueName) =>
      new Queue(queue, { ...options, defaultJobOptions: keptOnPglite }, createPostgresBackend),
    openWorker: (queue: QueueName, process: Process, concurrency: number) =>
      new Worker(queue, process, { ...options, ...workerConstants, concurrency }, createPostgresBackend),
    isReady: () => pglite.ready && !pglite.closed,
    refuseVolatile: async () => {},
    close: () => pool.end(),
  }
}

function openQueues(backEnd: BackEnd, log: Logger) {
  const open = (name: QueueName) => {
    const queue = backEnd.openQueue(name)
    // Each queue repeats the connection's errors; who asked for something hears of them in `attempt`.
    queue.on('error', (err) => log.debug({ event: 'queue.error', queue: name, err }))
    return queue
  }
  return {
    calls: open('calls'),
    recordings: open('recordings'),
    urgent: open('urgent'),
    deliveries: open('deliveries'),
    resolve: open('resolve'),
    digests: open('digests'),
    timetable: open('timetable'),
  }
}

async function countJobs(queue: { getJobCounts(...states: string[]): Promise<Record<string, number>> }) {
  const counted = await queue.getJobCounts(...countedStates)
  const { waiting = 0, active = 0, delayed = 0, failed = 0, completed = 0 } = counted
  return { waiting, active, delayed, failed, completed }
}

function openCrew(backEnd: BackEnd, queue: QueueName, { concurrency, handle }: Task<Job>, log: Logger): Crew {
  const process = async (job: Job, token?: string) => {
    if (crew.isStopping) return putBack(job, token)
    const running = handle(job).then(() => {}, hideFailure)
    crew.running.add(running)
    return running.finally(() => crew.running.delete(running))
  }
  const worker = backEnd.openWorker(queue, process, concurrency)
  const crew: Crew = { queue, running: new Set(), isStopping: false, worker }
  worker.on('failed', (job, err) =>
    log.error({ event: 'job.failed', queue, jobId: job?.id, err: err.cause ?? err }),
  )
  worker.on('stalled', (jobId) => log.warn({ event: 'job.stalled', queue, jobId }))
  worker.on('error', (err) => backEnd.isReady() && log.error({ event: 'worker.error', queue, err }))
  return crew
}

async function putBack(job: Job, token?: string): Promise<never> {
  await job.moveToWait(token)
  throw new WaitingError()
}

/** BullMQ keeps a failure's message in the back end, and a message may quote a number or a text. */
function hideFailure(cause: unknown): never {
  throw new Error('The handler failed; the log has the reason under job.failed', { cause })
}
