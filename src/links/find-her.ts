import { and, eq } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { inScope, type Scope } from '../scope.ts'

/** An executive at one client, whom a page is about. */
export type Her = {
  readonly executive: typeof executives.$inferSelect
  readonly client: typeof clients.$inferSelect
}

/** Null for who is not there and for who is not in scope; what the scope may open of hers, the caller asks. */
export async function findHer(
  db: Pick<Db, 'select'>,
  scope: Scope,
  executiveId: string,
): Promise<Her | null> {
  const [found] = await db
    .select({ executive: executives, client: clients })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .where(and(inScope(scope, executives.clientId), eq(executives.id, executiveId)))
  return found ?? null
}
