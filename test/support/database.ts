import { inject } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { openEmbeddedDatabase } from '../../src/db/embedded-database.ts'
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
  const url = await createDatabase(postgresUrl, name, agencyTemplate)
  const database = openServerDatabase(url)
  const close = async () => {
    await database.close()
    await dropDatabase(postgresUrl, name)
  }
  return { database, url, close }
}

/** The database on the real server that global set-up migrated and filled once. */
export const agencyTemplate = 'agency_template'
