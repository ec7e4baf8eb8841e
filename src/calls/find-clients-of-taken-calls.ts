import { and, gt, inArray, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { callHandlings } from './tables.ts'

/** Nobody wraps a call up later than this after she took it. */
export const wrapUpMs = 12 * 60 * 60_000

/** The clients whose calls each of these secretaries looks after and has not wrapped up. */
export async function findClientsOfTakenCalls(
  db: Db,
  secretaryIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (secretaryIds.length === 0) return new Map()
  const rows = await db
    .select({ secretaryId: callHandlings.secretaryId, clientId: callHandlings.clientId })
    .from(callHandlings)
    .where(
      and(
        inArray(callHandlings.secretaryId, [...secretaryIds]),
        isNull(callHandlings.wrappedUpAt),
        gt(callHandlings.takenAt, new Date(now.getTime() - wrapUpMs)),
      ),
    )
  const grouped = Map.groupBy(rows, ({ secretaryId }) => secretaryId)
  return new Map([...grouped].map(([id, some]) => [id, some.map(({ clientId }) => clientId)]))
}
