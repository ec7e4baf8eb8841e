import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoAccountSid } from '../../src/twilio-settings.ts'
import { findFreePort } from '../support/server-process.ts'
import { until } from '../support/until.ts'
import { benchToken, benchUrl } from './requests.ts'

/** A server in a process of its own, answering. */
export type Server = {
  name: string
  port: number
  /** Milliseconds from its start to its first answer. */
  bootMs: number
  /** Resident memory at this moment. */
  megabytes: () => number
  stop: () => Promise<void>
}
export type Storage = { databaseUrl: string; redisUrl: string } & Ends
type Ends = {
  exchangeUrl?: string
  smtpUrl?: string
  /** Where the web process answers, for an exchange that calls back; without it on any free port, and nobody does. */
  webPort?: number
}

export const root = fileURLToPath(new URL('../..', import.meta.url))

export const startConstantFloor = (): Promise<Server> =>
  startServer('F1', (port) => ['test/bench/floor.ts', '--kind=constant', `--port=${port}`], {})

export const startInsertFloor = (databaseUrl: string): Promise<Server> =>
  startServer(
    'F2',
    (port) => ['test/bench/floor.ts', '--kind=insert', `--port=${port}`, `--database=${databaseUrl}`],
    {},
  )

/** The web process as an agency runs it, with its default log. `entry` stands in for main.ts. */
export const startWeb = (name: string, storage: Storage, entry = 'src/main.ts'): Promise<Server> =>
  startServer(name, () => [entry, '--role=web'], agencySettings(storage), isAnswering, storage.webPort)

/** The worker process beside it. It does not answer, but says that its workers work. */
export const startWorker = (name: string, storage: Storage): Promise<Server> =>
  startServer(name, () => ['src/main.ts', '--role=worker'], agencySettings(storage), areWorkersUp)

/** Nothing is sent anywhere unless the far ends are named. */
const agencySettings = ({ databaseUrl, redisUrl, ...ends }: Storage) => ({
  ...benchSettings(ends),
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
})

export const benchSettings = ({
  exchangeUrl = 'http://127.0.0.1:9',
  smtpUrl = 'smtp://127.0.0.1:9',
  webPort,
}: Ends) => ({
  TWILIO_ACCOUNT_SID: demoAccountSid,
  TWILIO_API_URL: exchangeUrl,
  PUBLIC_URL: webPort ? `http://127.0.0.1:${webPort}` : benchUrl,
  HOST: '127.0.0.1',
  SMTP_URL: smtpUrl,
  MAIL_FROM: 'bench@permanence.demo.test',
  SESSION_SECRET: 'bench-secret-bench-secret-bench-secret',
})

/** An agency on the embedded database: web and workers in one process. */
export const startSmallAgency = (dataDir: string, ends: Ends): Promise<Server> =>
  startServer('embedded', () => ['src/main.ts'], { ...benchSettings(ends), DATA_DIR: dataDir }, areWorkersUp)

/** The demo as `npm start` runs it: everything in one process, on the embedded database. */
export const startEmbedded = (): Promise<Server> =>
  startServer('embedded', () => ['src/main.ts'], demoSettings)

/** The demo's account, with a token that the bench can sign with. */
export const demoSettings = { PUBLIC_URL: benchUrl, TWILIO_AUTH_TOKEN: benchToken }

async function startServer(
  name: string,
  argsOn: (port: number) => string[],
  settings: Record<string, string>,
  isUp = isAnswering,
  givenPort?: number,
): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-bench-'))
  const port = givenPort ?? (await findFreePort())
  const env = { ...cleanEnv(), TWILIO_AUTH_TOKEN: benchToken, PORT: `${port}`, DATA_DIR: folder, ...settings }
  const log = openSync(join(folder, 'log'), 'a')
  const startedAt = performance.now()
  const child = spawn(process.execPath, argsOn(port), { cwd: root, env, stdio: ['ignore', log, log] })
  closeSync(log)
  const gone = once(child, 'exit')
  process.once('exit', () => child.kill('SIGKILL'))
  await until(`${name} answers`, () => isUp(child, port, folder), 300_000)
  return {
    name,
    port,
    bootMs: Math.round(performance.now() - startedAt),
    megabytes: () => memoryOf(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Nothing that is set here by chance may reach a measured server. */
export const cleanEnv = (): Record<string, string | undefined> => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS,
})

const areWorkersUp = async (_child: ChildProcess, _port: number, folder: string): Promise<boolean> =>
  readFileSync(join(folder, 'log'), 'utf8').includes('workers.started')

async function isAnswering(child: ChildProcess, port: number, folder: string): Promise<boolean> {
  if (child.exitCode !== null)
    throw new Error(`a server of the bench ended:\n${readFileSync(join(folder, 'log'), 'utf8').slice(-2000)}`)
  return fetch(`http://127.0.0.1:${port}/livez`)
    .then((answer) => answer.ok)
    .catch(() => false)
}

export const memoryOf = (pid: number): number =>
  Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' })) / 1024)
