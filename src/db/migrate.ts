import { fileURLToPath } from 'node:url'
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite'
import { migrate as migrateEmbedded } from 'drizzle-orm/pglite/migrator'
import { drizzle as drizzleServer } from 'drizzle-orm/postgres-js'
import { migrate as migrateServer } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import type { EmbeddedDatabase } from './database.ts'

const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url))

/** Any number that no other program on this database uses: only one migrator works at a time. */
const migrationLock = 7_346_252

export async function migrateServerDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await client`select pg_advisory_lock(${migrationLock})`
    await migrateServer(drizzleServer(client), { migrationsFolder })
  } finally {
    await client.end({ timeout: 5 })
  }
}

export async function migrateEmbeddedDatabase({ pglite }: EmbeddedDatabase): Promise<void> {
  const db = drizzleEmbedded(pglite)
  await migrateEmbedded(db, { migrationsFolder })
}

if (import.meta.main) {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: the embedded database migrates itself at start')
  await migrateServerDatabase(url)
}
