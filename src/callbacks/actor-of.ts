import { eq } from 'drizzle-orm'
import type { Act } from '../acts/record-act.ts'
import type { Transaction } from '../db/db.ts'
import { secretaries } from '../secretaries/tables.ts'

/** A secretary as the acts name her. */
export async function actorOf(tx: Pick<Transaction, 'select'>, secretaryId: string): Promise<Act['actor']> {
  const [found] = await tx
    .select({ role: secretaries.role })
    .from(secretaries)
    .where(eq(secretaries.id, secretaryId))
  return { kind: found?.role ?? 'secretary', id: secretaryId }
}
