import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { Assigned } from './assigned.ts'
import { assignments } from './tables.ts'

/** These are her clients from now on; those she keeps keep their date. */
export async function saveAssignments(
  tx: Transaction,
  secretaryId: string,
  hers: readonly Assigned[],
  since: Date,
): Promise<void> {
  const kept = hers.map(({ clientId }) => clientId)
  const others = kept.length > 0 ? notInArray(assignments.clientId, kept) : undefined
  await tx.delete(assignments).where(and(eq(assignments.secretaryId, secretaryId), others))
  if (hers.length === 0) return
  const rows = hers.map((one) => ({ ...one, secretaryId, since }))
  const set = { regular: sql`excluded.regular`, priority: sql`excluded.priority` }
  await tx
    .insert(assignments)
    .values(rows)
    .onConflictDoUpdate({ target: [assignments.clientId, assignments.secretaryId], set })
}
