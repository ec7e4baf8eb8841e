import { eq } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import { secretaries } from './tables.ts'

/** `id` is null for a new one. */
type Saving = {
  readonly id: string | null
  readonly secretary: Readonly<Omit<typeof secretaries.$inferInsert, 'id'>>
}

/** Addresses are parked first, so that two secretaries may exchange theirs. */
export async function saveSecretaries(tx: Transaction, changes: readonly Saving[]): Promise<void> {
  for (const { id } of changes) {
    if (id) await tx.update(secretaries).set({ email: id }).where(eq(secretaries.id, id))
  }
  for (const { id, secretary } of changes) {
    if (id) await tx.update(secretaries).set(secretary).where(eq(secretaries.id, id))
    else await tx.insert(secretaries).values({ ...secretary, id: newId() })
  }
}
