import { and, eq, exists, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { assignments, secretaries } from './tables.ts'

/** Of a row of `secretaries`: that client is one of hers, as it is of every supervisor's. */
export const worksFor = (db: Pick<Db, 'select'>, clientId: number): SQL<boolean> => {
  const assigned = db
    .select({ clientId: assignments.clientId })
    .from(assignments)
    .where(and(eq(assignments.clientId, clientId), eq(assignments.secretaryId, secretaries.id)))
  return sql<boolean>`${or(ne(secretaries.role, 'secretary'), secretaries.allClients, exists(assigned))}`
}

/** Whether she may sign in, and works for that client; null for nobody of that id. */
export async function findWorker(
  db: Pick<Db, 'select'>,
  { id, clientId }: { readonly id: string; readonly clientId: number },
): Promise<{ readonly worksForClient: boolean } | null> {
  const [found] = await db
    .select({ worksForClient: worksFor(db, clientId) })
    .from(secretaries)
    .where(and(eq(secretaries.id, id), isNull(secretaries.disabledAt)))
  return found ?? null
}
