import { and, eq, notInArray } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { assignments } from './tables.ts'

/** These are her clients from now on; those she keeps keep their date. */
export async function saveAssignments(
  tx: Transaction,
  secretaryId: string,
  clientIds: readonly number[],
  since: Date,
): Promise<void> {
  const hers = eq(assignments.secretaryId, secretaryId)
  const others = clientIds.length > 0 ? notInArray(assignments.clientId, [...clientIds]) : undefined
  await tx.delete(assignments).where(and(hers, others))
  if (clientIds.length === 0) return
  const rows = clientIds.map((clientId) => ({ clientId, secretaryId, since }))
  await tx.insert(assignments).values(rows).onConflictDoNothing()
}
