import { eq } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import { secretaries } from '../../secretaries/tables.ts'
import type { SecretaryChange } from './plan-import.ts'

/** Addresses are parked first, so that two secretaries may exchange theirs. */
export async function saveSecretaries(tx: Transaction, changes: readonly SecretaryChange[]): Promise<void> {
  for (const { id } of changes) {
    if (id) await tx.update(secretaries).set({ email: id }).where(eq(secretaries.id, id))
  }
  for (const { id, secretary } of changes) {
    if (id) await tx.update(secretaries).set(secretary).where(eq(secretaries.id, id))
    else await tx.insert(secretaries).values({ ...secretary, id: newId() })
  }
}
