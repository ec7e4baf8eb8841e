import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadDemoAgency } from '../../src/clients/load-demo-agency.ts'
import { migrateServerDatabase } from '../../src/db/migrate.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { startMailbox } from '../../src/simulator/mailbox.ts'
import { quickStart } from '../support/quick-start.ts'
import { startRealPostgres } from '../support/real-postgres.ts'
import { startRealRedis } from '../support/real-redis.ts'
import { findFreePort, guardFolder, type ServerProcess, startProcess } from '../support/server-process.ts'
import { until } from '../support/until.ts'
import { startProxy } from './proxy.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const token = 'soak-token'

export type Fleet = Awaited<ReturnType<typeof startFleet>>

/** Two web processes behind a proxy, two workers, an own PostgreSQL and Redis, and an exchange that outlives all. */
export async function startFleet(seed: number, freezeMs: number) {
  const [postgres, redis, mailbox] = await Promise.all([
    startRealPostgres({ fsync: 'on', full_page_writes: 'on' }),
    startRealRedis(),
    startMailbox(),
  ])
  const mailIds: string[] = []
  mailbox.onMail((mail) => mailIds.push(/^message-id:\s*<([^>]+)>/im.exec(mail.source)?.[1] ?? '?'))
  const databaseUrl = await postgres.createDatabase('soak')
  await prepare(databaseUrl)
  const exchange = await startExchange(seed)
  const ports = [await findFreePort(), await findFreePort()]
  const proxy = await startProxy(() => ports)
  const env = {
    PUBLIC_URL: proxy.url,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    TWILIO_AUTH_TOKEN: token,
    TWILIO_API_URL: exchange.apiUrl,
    SMTP_URL: mailbox.smtpUrl,
    SESSION_SECRET: 's'.repeat(32),
    LOG_LEVEL: 'info',
  }
  const webs = ports.map((port) => startMember('web', { ...env, PORT: String(port) }))
  const workers = [1, 2].map(() => startMember('worker', env))
  await until('both web processes answer', () => allReady(ports), 60_000)
  return {
    ...{ freezeMs, postgres, redis, exchange, proxy, env, webs, workers, mailIds },
    isReady: () => allReady(ports),
    async stop(): Promise<number[]> {
      await Promise.all([...webs, ...workers].map((member) => member.stop()))
      proxy.close()
      await exchange.process.end('SIGTERM')
      await mailbox.close()
      await Promise.all([postgres.stop(), redis.stop()])
      return [...webs, ...workers].flatMap((member) => member.pids).filter(isAlive)
    },
  }
}

async function prepare(databaseUrl: string): Promise<void> {
  await migrateServerDatabase(databaseUrl)
  const database = openServerDatabase(databaseUrl)
  await loadDemoAgency(database.db, new Date())
  await database.close()
}

async function startExchange(seed: number) {
  const folder = newFolder('exchange')
  const args = [...quickStart, join(root, 'src/simulator/main.ts'), '--token', token, '--seed', String(seed)]
  const running = startProcess({ command: process.execPath, args, folder })
  const started = await until('the exchange says where it is', () => {
    const [line] = readFileSync(join(folder, 'log'), 'utf8')
      .split('\n')
      .filter((text) => text.startsWith('{'))
    return line ? (JSON.parse(line) as { address: string; apiUrl: string }) : null
  })
  const api = `${started.address}/simulator/api`
  return { ...started, process: running, ...apiOf(api) }
}

const apiOf = (api: string) => ({
  async post(path: string, body: object): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${api}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return JSON.parse(await response.text())
  },
  async get(path: string): Promise<unknown> {
    return JSON.parse(await (await fetch(`${api}/${path}`)).text())
  },
  async clearTrouble(): Promise<void> {
    await fetch(`${api}/trouble`, { method: 'DELETE' })
  },
})

/** One process of ours, started again whenever it ends, as a supervisor would. */
export type Member = ReturnType<typeof startMember>

function startMember(role: 'web' | 'worker', env: Record<string, string>) {
  const folder = newFolder(role)
  const own = { ...env, DATA_DIR: join(folder, 'data') }
  const settings = Object.entries(own).map(([name, value]) => `${name}=${value}`)
  const args = [...settings, process.execPath, ...quickStart, join(root, 'src/main.ts'), `--role=${role}`]
  const start = () => startProcess({ command: '/usr/bin/env', args, folder })
  let running: ServerProcess = start()
  let supervised = true
  const pids = [running.pid]
  const supervision = (async () => {
    while (supervised) {
      await wait(200)
      if (!supervised || running.isRunning()) continue
      running = start()
      pids.push(running.pid)
    }
  })()
  return {
    role,
    folder,
    pids,
    /** Sends the signal and does not wait: the supervisor sees when it is over. */
    signal: (signal: NodeJS.Signals) => running.isRunning() && process.kill(running.pid, signal),
    /** Ends it for good, as a deployment does. */
    async stop() {
      supervised = false
      await supervision
      if (running.isRunning()) await running.end('SIGTERM')
      if (process.env.SOAK_LOGS) {
        mkdirSync(process.env.SOAK_LOGS, { recursive: true })
        cpSync(join(folder, 'log'), join(process.env.SOAK_LOGS, `${role}-${pids[0]}.log`))
      }
    },
  }
}

function newFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `permanence-soak-${name}-`))
  guardFolder(folder)
  return folder
}

async function allReady(ports: readonly number[]): Promise<boolean> {
  const answers = await Promise.all(
    ports.map((port) =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        (response) => response.ok,
        () => false,
      ),
    ),
  )
  return answers.every(Boolean)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
