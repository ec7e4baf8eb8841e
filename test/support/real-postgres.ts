import { execFile, execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findPostgresBin } from '../../scripts/installed-parts.mjs'
import { createDatabase } from './create-database.ts'
import {
  findFreePort,
  guardFolder,
  type ServerProcess,
  startProcess,
  waitUntilReady,
} from './server-process.ts'

export interface RealPostgres {
  /** URL of the maintenance database `postgres`; trust authentication on 127.0.0.1. */
  readonly url: string
  readonly dataDir: string
  /** Process number of the postmaster; another one after a restart. */
  readonly pid: number
  /** A new database on this server; its URL. */
  createDatabase(name: string, template?: string): Promise<string>
  /** Stops the postmaster and every backend in their tracks; connections hang until `thaw`. */
  freeze(): void
  thaw(): void
  /** Every process gone at once, as when the power fails. `restart` recovers from the log. */
  killImmediate(): Promise<void>
  /** Starts again on the same port and data; what still runs is shut down immediately before (no checkpoint). */
  restart(): Promise<void>
  /** Shuts down and removes the data. */
  stop(): Promise<void>
}

/** Server settings (postgresql.conf) by name; they override the ones below. */
type Settings = Record<string, string | number>

// Tests kill processes, never the machine: what was written survives in the kernel's cache without fsync.
const testSettings: Settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'on',
  max_connections: 200,
  shared_buffers: '128MB',
  timezone: 'UTC',
  logging_collector: 'off',
}

/**
 * Starts a PostgreSQL cluster of its own in a temporary folder. It ends with the process that started it,
 * however that one ends. Measurements pass `{ fsync: 'on' }`.
 */
export async function startRealPostgres(settings: Settings = {}): Promise<RealPostgres> {
  const bin = findPostgresBin()
  if (bin === null) throw new Error('PostgreSQL 15 or newer is not installed on this machine')
  const account = unprivilegedAccount()
  const folder = makeFolder(account)
  guardFolder(folder)
  const dataDir = join(folder, 'data')
  await makeCluster(bin, dataDir, account)
  const port = await findFreePort()
  const args = postgresArguments(dataDir, folder, port, { ...testSettings, ...settings })
  const start = () => startPostmaster(join(bin, 'postgres'), args, folder, dataDir, account)
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  let server = await start()
  return {
    url,
    dataDir,
    get pid() {
      return server.pid
    },
    createDatabase: (name, template) => createDatabase(url, name, template),
    freeze: () => server.freeze(),
    thaw: () => server.thaw(),
    killImmediate: () => server.kill(),
    async restart() {
      await server.end('SIGQUIT')
      server = await start()
    },
    async stop() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function makeCluster(bin: string, dataDir: string, account: Account): Promise<void> {
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8'
  const args = [
    '-D',
    dataDir,
    '-U',
    'postgres',
    '--auth=trust',
    '--encoding=UTF8',
    `--locale=${locale}`,
    '--no-sync',
  ]
  await promisify(execFile)(join(bin, 'initdb'), args, { cwd: join(dataDir, '..'), ...account })
}

function postgresArguments(dataDir: string, folder: string, port: number, settings: Settings): string[] {
  const own = { listen_addresses: '127.0.0.1', port, unix_socket_directories: folder }
  const flags = Object.entries({ ...settings, ...own }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', dataDir, ...flags]
}

async function startPostmaster(
  command: string,
  args: string[],
  folder: string,
  dataDir: string,
  account: Account,
): Promise<ServerProcess> {
  const server = startProcess({ command, args, folder, account })
  await waitUntilReady(server, folder, () => saysReady(join(dataDir, 'postmaster.pid'), server.pid))
  return server
}

// The postmaster writes its number into the first and its state into the eighth line of this file.
function saysReady(path: string, pid: number): boolean {
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    return lines[0] === `${pid}` && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

type Account = { uid: number; gid: number } | undefined

// PostgreSQL refuses to run as root; Debian's package brings an account for it.
function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

// As root in /tmp: root's own temporary folder may be closed to the account the server runs under.
function makeFolder(account: Account): string {
  const folder = mkdtempSync(join(account ? '/tmp' : tmpdir(), 'permanence-pg-'))
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}
