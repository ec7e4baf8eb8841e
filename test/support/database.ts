import postgres from 'postgres'
import { inject } from 'vitest'
import { loadDemoAgency } from '../../src/clients/load-demo-agency.ts'
import type { Database } from '../../src/db/database.ts'
import { openEmbeddedDatabase } from '../../src/db/embedded-database.ts'
import { migrateServerDatabase } from '../../src/db/migrate.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { createDatabase, dropDatabase } from './create-database.ts'
import { readSnapshot } from './embedded-snapshot.ts'
import { realServers } from './where-installed.ts'

export type DatabaseKind = 'embedded' | 'server'
export type TestDatabase = { database: Database; url: string | null; close: () => Promise<void> }

/** A database of its own, with all tables and the demo agency. */
export async function openTestDatabase(kind: DatabaseKind = 'embedded'): Promise<TestDatabase> {
  if (kind === 'embedded') {
    const database = await openEmbeddedDatabase({ snapshot: await readSnapshot(inject('embeddedSnapshot')) })
    return { database, url: null, close: () => database.close() }
  }
  const { postgresUrl } = realServers()
  const name = `t_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await makeTemplate(postgresUrl)
  const url = await createDatabase(postgresUrl, name, agencyTemplate)
  const database = openServerDatabase(url)
  const close = async () => {
    await database.close()
    await dropDatabase(postgresUrl, name)
  }
  return { database, url, close }
}

const agencyTemplate = 'agency_template'
/** Any number: test files that start at once make the template once. */
const templateLock = 7_346_253

/** The database on the real server that the others are copies of. */
async function makeTemplate(serverUrl: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${templateLock})`
    const [known] = await sql`select 1 from pg_database where datname = ${agencyTemplate}`
    if (!known) await fillTemplate(await createDatabase(serverUrl, agencyTemplate))
  } finally {
    await sql.end()
  }
}

async function fillTemplate(url: string): Promise<void> {
  await migrateServerDatabase(url)
  const database = openServerDatabase(url)
  await loadDemoAgency(database.db, new Date('2026-01-05T08:00:00Z'))
  await database.close()
}
