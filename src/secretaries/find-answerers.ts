import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../db/db.ts'
import { assignments, secretaries } from './tables.ts'

/** Somebody at the console, and what she is to one client; `assigned` is null where it was not given to her by name. */
export type Answerer = {
  readonly id: string
  readonly name: string
  /** She works for every client. */
  readonly everywhere: boolean
  readonly assigned: { readonly regular: boolean; readonly priority: number } | null
}

/** Everybody who may sign in, by name. */
export async function findAnswerers(db: Db | Transaction, clientId: number): Promise<Answerer[]> {
  const { id, name, role, allClients, disabledAt } = secretaries
  const { regular, priority } = assignments
  const rows = await db
    .select({
      ...{ id, name, regular, priority },
      everywhere: sql<boolean>`${allClients} or ${role} <> 'secretary'`,
    })
    .from(secretaries)
    .leftJoin(assignments, and(eq(assignments.clientId, clientId), eq(assignments.secretaryId, id)))
    .where(isNull(disabledAt))
    .orderBy(asc(name), asc(id))
  return rows.map(({ regular, priority, ...one }) => ({
    ...one,
    assigned: regular === null || priority === null ? null : { regular, priority },
  }))
}
