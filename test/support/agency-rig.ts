import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { watchFloor } from '../../src/answering/watch-floor.ts'
import { buildApp } from '../../src/app.ts'
import { watchRecordings } from '../../src/call-recordings/watch-recordings.ts'
import { openAnswerPath } from '../../src/calls/answer-path.ts'
import type { AnswerPath } from '../../src/calls/receive-call.ts'
import { keepDirectory } from '../../src/clients/keep-directory.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { type Context, closeContext, createContext } from '../../src/context.ts'
import { startMailIntake } from '../../src/mail-intake/start-mail-intake.ts'
import { connectLines } from '../../src/simulator/demo-exchange.ts'
import { createExchange, type Exchange } from '../../src/simulator/exchange.ts'
import { type Mailbox, startMailbox } from '../../src/simulator/mailbox.ts'
import { simulatorRoutes } from '../../src/simulator/simulator-routes.ts'
import { startWork } from '../../workers/main.ts'
import { type DatabaseKind, openTestDatabase } from './database.ts'
import { forgetJobs, ownRedis } from './own-redis.ts'
import { findFreePort } from './server-process.ts'
import { hasRealServers } from './where-installed.ts'

/** The demo agency with everything real but the far ends: a telephone exchange, a mail server and a clock. */
export type AgencyRig = {
  context: Context & AnswerPath
  app: FastifyInstance
  exchange: Exchange
  mailbox: Mailbox
  /** Where replies are taken. */
  replySmtpUrl: string
  clock: Clock
  url: string
  close: () => Promise<void>
}

/** A clock that runs, but that tests can set. */
export type Clock = { now: () => Date; set: (iso: string) => void; advance: (ms: number) => void }

/** A Tuesday at 10:00 in Paris: within opening hours and cover of every demo client. */
export const officeHours = '2026-11-17T09:00:00Z'

/** Only the tests of the degraded answer are about a slow database; the others also run on slow machines. */
const unhurriedMs = 20_000

/**
 * `database`: PostgreSQL and Redis where they are installed, since the embedded one takes twice the processor's time;
 * what is to be shown of both names it (`describeOnEachDatabase`).
 */
export type RigOptions = { database?: DatabaseKind; at?: string; work?: boolean; given?: Partial<Context> }

export async function startAgencyRig({
  database: kind = hasRealServers() ? 'server' : 'embedded',
  at = officeHours,
  work = true,
  given = {},
}: RigOptions = {}): Promise<AgencyRig> {
  const folder = await mkdtemp(join(tmpdir(), 'permanence-rig-'))
  const { database, url: databaseUrl, close: closeDatabase } = await openTestDatabase(kind)
  if (kind === 'server') await forgetJobs()
  const clock = startClock(at)
  const mailbox = await startMailbox()
  const port = await findFreePort()
  const config = rigConfig({ port, folder, smtpUrl: mailbox.smtpUrl, databaseUrl })
  const { accountSid, authTokens, apiUrl } = config.twilio
  const exchange = createExchange({
    accountSid,
    authToken: authTokens[0] ?? '',
    apiUrl: apiUrl ?? '',
    now: clock.now,
    seed: 1,
    isLandline: (number) => number.startsWith('+331990080'),
  })
  const opened = await createContext(config, { database, now: clock.now, patienceMs: unhurriedMs, ...given })
  const context = { ...opened, ...openAnswerPath(opened) }
  const stopDirectory = await keepDirectory(context)
  const stopWatching = watchFloor(context)
  const stopRecorders = watchRecordings(context)
  const app = await buildApp(context)
  const directory = await connectLines(context.db, config, exchange)
  const intake = await startMailIntake(context)
  const replySmtpUrl = intake && `smtp://127.0.0.1:${intake.port}`
  await app.register(simulatorRoutes, { exchange, mailbox, directory, replySmtpUrl })
  await app.listen({ port, host: '127.0.0.1' })
  const workers = work ? await startWork(context) : null
  return {
    context,
    app,
    exchange,
    mailbox,
    replySmtpUrl: replySmtpUrl ?? '',
    clock,
    url: config.publicUrl,
    async close() {
      await exchange.close()
      await app.close()
      await intake?.close()
      await workers?.close(2_000)
      stopDirectory()
      stopWatching()
      await stopRecorders()
      await mailbox.close()
      await closeContext({ ...context, database: { ...database, close: closeDatabase } })
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type RigPlace = { port: number; folder: string; smtpUrl: string; databaseUrl: string | null }

function rigConfig({ port, folder, smtpUrl, databaseUrl }: RigPlace): Config {
  return readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: folder,
    TWILIO_AUTH_TOKEN: 'rig-token',
    TWILIO_API_URL: `http://127.0.0.1:${port}/simulator/exchange`,
    SMTP_URL: smtpUrl,
    SESSION_SECRET: 'rig-secret-rig-secret-rig-secret-rig',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl, REDIS_URL: ownRedis() } : {}),
  })
}

function startClock(iso: string): Clock {
  let offset = Date.parse(iso) - Date.now()
  return {
    now: () => new Date(Date.now() + offset),
    set(next) {
      offset = Date.parse(next) - Date.now()
    },
    advance(ms) {
      offset += ms
    },
  }
}
