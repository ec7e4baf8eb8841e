import { asc, eq, isNull } from 'drizzle-orm'
import { clients } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { assignments, secretaries } from '../tables.ts'
import type { DemoPerson } from './sign-in-pages.ts'

const mostShown = 20

/** Those of the demo's agency who may sign in. */
export async function findDemoPeople(db: Db): Promise<DemoPerson[]> {
  const rows = await db
    .select()
    .from(secretaries)
    .where(isNull(secretaries.disabledAt))
    .orderBy(asc(secretaries.key))
    .limit(mostShown)
  const names = await db
    .select({ secretaryId: assignments.secretaryId, name: clients.name })
    .from(assignments)
    .innerJoin(clients, eq(clients.clientId, assignments.clientId))
    .orderBy(asc(clients.name))
  return rows.map(({ id, key, name, role, allClients }) => {
    const hers = names.filter(({ secretaryId }) => secretaryId === id).map((client) => client.name)
    return { key, name, role, clients: allClients || role !== 'secretary' ? null : hers }
  })
}

export async function findDemoPerson(db: Db, key: string): Promise<{ readonly id: string } | null> {
  const [row] = await db.select().from(secretaries).where(eq(secretaries.key, key))
  return row && row.disabledAt === null ? row : null
}
