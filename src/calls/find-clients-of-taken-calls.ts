import { and, gt, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { callHandlings } from './tables.ts'

/** Nobody wraps a call up later than this after she took it. */
export const wrapUpMs = 12 * 60 * 60_000

/** The clients whose calls each of these secretaries looks after and has not wrapped up. */
export function prepareClientsOfTakenCalls(db: Db) {
  const taken = db
    .select({ secretaryId: callHandlings.secretaryId, clientId: callHandlings.clientId })
    .from(callHandlings)
    .where(
      and(
        sql`${callHandlings.secretaryId} = any(${sql.placeholder('secretaryIds')}::uuid[])`,
        isNull(callHandlings.wrappedUpAt),
        gt(callHandlings.takenAt, sql.placeholder('since')),
      ),
    )
    .prepare('clients_of_taken_calls')
  return async (
    secretaryIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, readonly number[]>> => {
    const since = new Date(now.getTime() - wrapUpMs).toISOString()
    const rows = await taken.execute({ secretaryIds, since })
    const grouped = Map.groupBy(rows, ({ secretaryId }) => secretaryId)
    return new Map([...grouped].map(([id, some]) => [id, some.map(({ clientId }) => clientId)]))
  }
}
