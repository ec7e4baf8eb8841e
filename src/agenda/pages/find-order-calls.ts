import { and, desc, eq, gt } from 'drizzle-orm'
import { calls } from '../../calls/tables.ts'
import { executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { inScope, type Scope } from '../../scope.ts'

/** A call in which an executive may have given an order. */
export type OrderCall = { readonly id: string; readonly at: Date; readonly who: string | null }

const oldestMs = 24 * 3_600_000

/** The client's last calls, from which she picks the one in which she was told so. */
export async function findOrderCalls(
  db: Pick<Db, 'select'>,
  scope: Scope,
  clientId: number,
  now: Date,
): Promise<OrderCall[]> {
  const rows = await db
    .select({
      id: calls.id,
      at: calls.arrivedAt,
      callerName: calls.callerName,
      caller: calls.caller,
      name: executives.name,
    })
    .from(calls)
    .leftJoin(executives, and(eq(executives.clientId, calls.clientId), eq(executives.mobile, calls.caller)))
    .where(
      and(
        eq(calls.clientId, clientId),
        inScope(scope, calls.clientId),
        gt(calls.arrivedAt, new Date(now.getTime() - oldestMs)),
      ),
    )
    .orderBy(desc(calls.arrivedAt))
    .limit(8)
  return rows.map(({ id, at, name, callerName, caller }) => ({ id, at, who: name ?? callerName ?? caller }))
}
