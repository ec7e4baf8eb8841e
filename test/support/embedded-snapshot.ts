import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import { loadDemoAgency } from '../../src/clients/load-demo-agency.ts'
import { openEmbeddedDatabase } from '../../src/db/embedded-database.ts'
import { migrateEmbeddedDatabase } from '../../src/db/migrate.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules/.cache/permanence')
/** What decides how a fresh database with the demo agency looks. */
const sources = [
  'drizzle',
  'src/acts',
  'src/clients',
  'src/rules',
  'src/secretaries',
  'src/simulator/demo-agency',
]

/**
 * The file with an embedded database that has all tables and the demo agency: what every test file starts
 * from. Made once for each state of the sources.
 */
export async function makeSnapshot(): Promise<string> {
  const path = join(cache, `agency-${await hashOf(sources)}.tar`)
  const known = await readFile(path).catch(() => null)
  if (known) return path
  const database = await openEmbeddedDatabase({ memory: true })
  await migrateEmbeddedDatabase(database)
  await loadDemoAgency(database.db, new Date('2026-01-05T08:00:00Z'))
  await dropTemplates(database.pglite)
  const blob = await database.pglite.dumpDataDir('none')
  await database.close()
  await mkdir(cache, { recursive: true })
  await writeFile(`${path}.${process.pid}`, new Uint8Array(await blob.arrayBuffer()))
  await rename(`${path}.${process.pid}`, path)
  return path
}

/** Of the three databases of a fresh cluster nothing opens two: a third of what each test would have to load. */
async function dropTemplates(pglite: PGlite): Promise<void> {
  await pglite.exec(`update pg_database set datistemplate = false where datname like 'template%'`)
  for (const name of ['template0', 'template1']) await pglite.exec(`drop database ${name}`)
  await pglite.exec('checkpoint')
}

let read: { path: string; bytes: ArrayBuffer } | undefined

/** Read once for each process, whose test files follow one another. */
export async function readSnapshot(path: string): Promise<Blob> {
  if (read?.path !== path) read = { path, bytes: await new Blob([await readFile(path)]).arrayBuffer() }
  return new BytesInHand(read.bytes)
}

/** A blob that hands its bytes out as they are: Node's own copies them in small pieces, for a fifth of a second. */
class BytesInHand extends Blob {
  readonly #bytes: ArrayBuffer
  constructor(bytes: ArrayBuffer) {
    super([])
    this.#bytes = bytes
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes
  }
}

async function hashOf(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    for (const file of files.sort()) hash.update(file).update(await readFile(file))
  }
  return hash.digest('hex').slice(0, 16)
}
