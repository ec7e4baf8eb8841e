import { and, inArray } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { isDraft } from './find-draft.ts'
import type { SourceKey } from './find-source.ts'
import { slipDrafts } from './tables.ts'

/**
 * What one of `from` began to write is another's from now on, as it stands and in the same version: who still has it
 * open saves over nothing, and is told. A draft of anybody else stays hers.
 */
export async function passDraft(
  tx: Transaction,
  key: Pick<SourceKey, 'clientId' | 'sourceId'>,
  { from, to }: { readonly from: readonly string[]; readonly to: string },
): Promise<void> {
  if (from.length === 0) return
  await tx
    .update(slipDrafts)
    .set({ secretaryId: to })
    .where(and(isDraft(key), inArray(slipDrafts.secretaryId, [...from])))
}
