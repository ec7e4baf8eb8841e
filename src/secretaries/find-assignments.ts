import { asc, eq } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Db, Transaction } from '../db/db.ts'
import { assignments } from './tables.ts'

/** By id of the secretary, the keys of the clients assigned to her, in ascending order. */
export async function findAssignments(db: Db | Transaction): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ secretaryId: assignments.secretaryId, key: clients.key })
    .from(assignments)
    .innerJoin(clients, eq(clients.clientId, assignments.clientId))
    .orderBy(asc(clients.clientId))
  const bySecretary = Map.groupBy(rows, ({ secretaryId }) => secretaryId)
  return new Map([...bySecretary].map(([id, assigned]) => [id, assigned.map(({ key }) => key).sort()]))
}
