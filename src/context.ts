import { createPresence, type Presence } from './answering/presence.ts'
import { createRings, type Rings } from './answering/rings.ts'
import { createDirectory, type Directory } from './clients/directory.ts'
import type { Config } from './config.ts'
import type { Database, Statements } from './db/database.ts'
import type { Db } from './db/db.ts'
import { openEmbeddedDatabase } from './db/embedded-database.ts'
import { type Live, startLive } from './db/live.ts'
import { openServerDatabase } from './db/server-database.ts'
import { createFiles, type Files } from './files.ts'
import { createJobs, type Jobs, type JobsConnection } from './jobs.ts'
import { createLog, type Log } from './log.ts'
import { createMailer, type Mailer } from './mailer.ts'
import { openSpool, type Spool } from './spool/spool.ts'
import { createGateway, type Gateway } from './twilio/gateway.ts'

/** Everything a use case may depend on. Made here and nowhere else; handed on as `Pick<Context, …>`. */
export type Context = {
  readonly config: Config
  readonly log: Log
  readonly database: Database
  readonly db: Db
  readonly answers: Statements
  readonly directory: Directory
  readonly live: Live
  readonly presence: Presence
  readonly rings: Rings
  readonly jobs: Jobs
  readonly gateway: Gateway
  readonly mailer: Mailer
  readonly files: Files
  readonly spool: Spool
  readonly now: () => Date
  /** How long the database may take before a caller is answered without it. */
  readonly patienceMs: number
  /** Aborted when the process begins to end: it is not ready any more, and still answers. */
  readonly stopping: AbortController
}

const defaultPatienceMs = 1200

/** Opens what is not given. Nothing waits for the database: the web process also starts without it. */
export async function createContext(config: Config, given: Partial<Context> = {}): Promise<Context> {
  const log = given.log ?? createLog(config.logLevel)
  const database = given.database ?? (await openDatabase(config))
  const opened = {
    config,
    log,
    database,
    db: database.db,
    answers: given.answers ?? database.answers,
    directory: given.directory ?? createDirectory(database.db),
    live: given.live ?? startLive(database, log),
    jobs: given.jobs ?? (await createJobs(jobsConnection({ config, database }), log)),
    gateway: given.gateway ?? createGateway(config),
    mailer: given.mailer ?? createMailer(config),
    files: given.files ?? createFiles(config),
    spool: given.spool ?? openSpool(config.dataDir),
    now: given.now ?? (() => new Date()),
    patienceMs: given.patienceMs ?? defaultPatienceMs,
    stopping: new AbortController(),
  }
  return {
    ...opened,
    presence: given.presence ?? createPresence(opened.db),
    rings: given.rings ?? createRings(opened),
  }
}

export async function closeContext(context: Context): Promise<void> {
  await context.rings.close()
  await context.live.close()
  await context.jobs.close()
  context.mailer.close()
  await context.spool.close()
  await context.database.close()
}

const openDatabase = async ({ storage, dataDir }: Config): Promise<Database> =>
  storage.kind === 'server'
    ? openServerDatabase(storage.databaseUrl)
    : openEmbeddedDatabase({ folder: `${dataDir}/database` })

/** Where the queues are: on Redis, or on the embedded database itself. */
export function jobsConnection({ config, database }: Pick<Context, 'config' | 'database'>): JobsConnection {
  if (database.kind === 'embedded') return { kind: 'embedded', pglite: database.pglite }
  if (config.storage.kind === 'server') return { kind: 'redis', url: config.storage.redisUrl }
  throw new Error('A PostgreSQL server was given without REDIS_URL: expected both or neither')
}
