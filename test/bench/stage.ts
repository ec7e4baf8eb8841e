import postgres from 'postgres'
import { loadDemoAgency } from '../../src/clients/load-demo-agency.ts'
import { migrateServerDatabase } from '../../src/db/migrate.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { startRealPostgres } from '../support/real-postgres.ts'
import { startRealRedis } from '../support/real-redis.ts'
import type { Ringing } from './requests.ts'
import type { Server } from './servers.ts'

/** A PostgreSQL as in production: what was acknowledged is on the disk. */
const durable = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
}

export type Stage = {
  redisUrl: string
  /** An empty database; its URL. */
  database: (name: string) => Promise<string>
  /** Stops with the stage. */
  keep: (server: Server) => Server
  close: () => Promise<void>
}

/** Servers to measure on; everything ends with `close`, or with this process. */
export async function openStage(): Promise<Stage> {
  const [database, redis] = await Promise.all([startRealPostgres(durable), startRealRedis()])
  const servers: Server[] = []
  return {
    redisUrl: redis.url,
    database: (name) => database.createDatabase(name),
    keep(server) {
      servers.push(server)
      return server
    },
    async close() {
      await Promise.all(servers.map((server) => server.stop()))
      await Promise.all([database.stop(), redis.stop()])
    },
  }
}

export async function demoDatabase(stage: Stage, name: string): Promise<string> {
  const url = await stage.database(name)
  await migrateServerDatabase(url)
  const database = openServerDatabase(url)
  await loadDemoAgency(database.db, new Date())
  await database.close()
  return url
}

const demoLines = ['+33199001001', '+33199001002', '+33199001003', '+33199001004']

/** Strangers on all four lines; nothing is ever sent to their numbers. */
export const demoCallers: readonly Ringing[] = Array.from({ length: 100_000 }, (_, n) => ({
  line: demoLines[n % demoLines.length] ?? '',
  from: `+3362${String(n).padStart(7, '0')}`,
}))

/** What autovacuum does within a minute: a table that was never analysed is thought empty. */
export async function analyse(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 })
  await sql`analyze`
  await sql.end()
}

/** Calls that were answered from the rules and written down. */
export async function countSaved(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 })
  const [row] = await sql<{ saved: number }[]>`select count(*)::int as saved from calls where not degraded`
  await sql.end()
  return row?.saved ?? 0
}
