import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { inScope, mayOpen, type Scope } from '../../scope.ts'
import { clients, executives } from '../tables.ts'
import type { ReachChange } from './find-waiting.ts'
import { reachChanges } from './tables.ts'

/** A number that somebody set for an executive, on her page about it. */
export type FoundNumber = {
  readonly executive: typeof executives.$inferSelect
  readonly client: typeof clients.$inferSelect
  readonly change: ReachChange
}

/** Null for what is not there and for what is not hers. */
export async function findNumber(
  db: Pick<Db, 'select'>,
  scope: Scope,
  id: string,
): Promise<FoundNumber | null> {
  if (!mayOpen(scope, 'number', id)) return null
  const [found] = await db
    .select({ executive: executives, client: clients, change: reachChanges })
    .from(reachChanges)
    .innerJoin(clients, eq(clients.clientId, reachChanges.clientId))
    .innerJoin(
      executives,
      and(eq(executives.clientId, reachChanges.clientId), eq(executives.id, reachChanges.executiveId)),
    )
    .where(and(inScope(scope, reachChanges.clientId), eq(reachChanges.id, id)))
  return found ?? null
}
