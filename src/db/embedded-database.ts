import { mkdir } from 'node:fs/promises'
import type { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { drizzle } from 'drizzle-orm/pglite'
import { BreathingPGlite } from './breathing-pglite.ts'
import type { EmbeddedDatabase } from './database.ts'
import { guardTransactions } from './db.ts'

const extensions = { btree_gist, pg_trgm, unaccent }

/**
 * PostgreSQL in the process, its files under `folder`, or in memory from a `snapshot`. It has one session and
 * writes without fsync: for trying, training and tests. Two processes on one folder corrupt it.
 */
export async function openEmbeddedDatabase(
  place: { folder: string } | { snapshot: Blob } | { memory: true },
): Promise<EmbeddedDatabase> {
  if ('folder' in place) await mkdir(place.folder, { recursive: true })
  const pglite = new BreathingPGlite({
    extensions,
    ...('folder' in place ? { dataDir: place.folder } : {}),
    ...('snapshot' in place ? { loadDataDir: place.snapshot } : {}),
  })
  await pglite.waitReady
  return asDatabase(pglite)
}

function asDatabase(pglite: PGlite): EmbeddedDatabase {
  const db = guardTransactions(drizzle(pglite))
  return {
    kind: 'embedded',
    pglite,
    db,
    boards: db,
    answers: {
      async run(text, parameter) {
        const result = await pglite.query<Record<string, unknown>>(text, [JSON.stringify(parameter)])
        return result.rows
      },
    },
    listen: (channel, heard) => pglite.listen(channel, heard),
    async notify(channel, payload) {
      await pglite.query('select pg_notify($1, $2)', [channel, payload])
    },
    close: () => pglite.close(),
  }
}
