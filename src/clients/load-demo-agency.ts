import { fileURLToPath } from 'node:url'
import type { Db } from '../db/db.ts'
import { clients } from './tables.ts'

export const demoAgencyFolder = fileURLToPath(new URL('../simulator/demo-agency', import.meta.url))

/** Imports the demo agency into a database without any client; answers whether it did. */
export async function loadDemoAgency(db: Db, now: Date): Promise<'loaded' | 'alreadyThere'> {
  const known = await db.select({ clientId: clients.clientId }).from(clients).limit(1)
  if (known.length > 0) return 'alreadyThere'
  // Not loaded by a start that has nothing to import: it would be a tenth of all files.
  const { importAgency } = await import('./agency-folder/import-agency.ts')
  const demo = { path: demoAgencyFolder, mode: 'apply', now, demo: true, hdsHost: null } as const
  const { kind, problems } = await importAgency(db, demo)
  if (kind !== 'applied') throw new Error(`The demo agency was not loaded:\n${problems.join('\n')}`)
  return 'loaded'
}
