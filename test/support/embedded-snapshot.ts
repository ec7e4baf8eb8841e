import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDemoAgency } from '../../src/clients/load-demo-agency.ts'
import { openEmbeddedDatabase } from '../../src/db/embedded-database.ts'
import { migrateEmbeddedDatabase } from '../../src/db/migrate.ts'

/** An embedded database with all tables and the demo agency, made once and loaded by every test file. */
export async function makeSnapshot(): Promise<{ path: string; remove: () => Promise<void> }> {
  const database = await openEmbeddedDatabase({ memory: true })
  await migrateEmbeddedDatabase(database)
  await loadDemoAgency(database.db, new Date('2026-01-05T08:00:00Z'))
  const blob = await database.pglite.dumpDataDir('none')
  await database.close()
  const folder = await mkdtemp(join(tmpdir(), 'permanence-snapshot-'))
  const path = join(folder, 'agency.tar')
  await writeFile(path, new Uint8Array(await blob.arrayBuffer()))
  return { path, remove: () => rm(folder, { recursive: true, force: true }) }
}

export const readSnapshot = async (path: string): Promise<Blob> => new Blob([await readFile(path)])
