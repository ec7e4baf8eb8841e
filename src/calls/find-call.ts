import { and, eq, exists, or, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { clients } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { inScope, type Scope } from '../scope.ts'
import { secretaries } from '../secretaries/tables.ts'
import { callHandlings, calls } from './tables.ts'

type Reader = Pick<Db, 'select'>

/** A call at the console, with who looks after it. */
export type FoundCall = {
  readonly call: typeof calls.$inferSelect
  readonly client: typeof clients.$inferSelect
  readonly handling: FoundHandling | null
}

export type FoundHandling = typeof callHandlings.$inferSelect & { readonly secretaryName: string | null }

export type CallKey = { readonly clientId: number; readonly callId: string }

/**
 * Null for what is not there and for what is not hers. A call is hers when its client is, or when she was given
 * it or took it: then that call only.
 */
export async function findCall(
  db: Reader,
  scope: Scope,
  { clientId, callId }: CallKey,
): Promise<FoundCall | null> {
  if (scope.only !== null) return null
  const [found] = await db
    .select({ call: calls, client: clients, handling: callHandlings, secretaryName: secretaries.name })
    .from(calls)
    .innerJoin(clients, eq(clients.clientId, calls.clientId))
    .leftJoin(
      callHandlings,
      and(eq(callHandlings.clientId, calls.clientId), eq(callHandlings.callId, calls.id)),
    )
    .leftJoin(secretaries, eq(secretaries.id, callHandlings.secretaryId))
    .where(
      and(
        eq(calls.clientId, clientId),
        eq(calls.id, callId),
        or(inScope(scope, calls.clientId), wasGivenTo(db, scope, calls)),
      ),
    )
  if (!found) return null
  const { handling, secretaryName, ...rest } = found
  return { ...rest, handling: handling && { ...handling, secretaryName } }
}

/** Whether she looks after the call of that row herself, whoever its client is. */
export const wasGivenTo = (
  db: Reader,
  { actor }: Scope,
  call: { readonly clientId: PgColumn; readonly id: PgColumn },
): SQL =>
  exists(
    db
      .select({ id: callHandlings.callId })
      .from(callHandlings)
      .where(
        and(
          eq(callHandlings.clientId, call.clientId),
          eq(callHandlings.callId, call.id),
          eq(callHandlings.secretaryId, actor.id),
        ),
      ),
  )
