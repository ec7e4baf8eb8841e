import { asc, eq } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Db, Transaction } from '../db/db.ts'
import type { Assigned } from './assigned.ts'
import { assignments } from './tables.ts'

export type AssignedByKey = Assigned & { readonly key: string }

/** By id of the secretary, the clients assigned to her, in ascending order of their keys. */
export async function findAssignments(db: Db | Transaction): Promise<Map<string, AssignedByKey[]>> {
  const { clientId, secretaryId, regular, priority } = assignments
  const rows = await db
    .select({ secretaryId, clientId, regular, priority, key: clients.key })
    .from(assignments)
    .innerJoin(clients, eq(clients.clientId, clientId))
    .orderBy(asc(clients.clientId))
  const bySecretary = Map.groupBy(rows, (row) => row.secretaryId)
  const byKey = (a: AssignedByKey, b: AssignedByKey) => (a.key < b.key ? -1 : 1)
  return new Map([...bySecretary].map(([id, assigned]) => [id, assigned.sort(byKey)]))
}
