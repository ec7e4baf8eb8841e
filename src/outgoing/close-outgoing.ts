import type { LiveKey } from '../answering/take-step.ts'
import { recordPlacedOver } from '../calls/record-placed.ts'
import type { Transaction } from '../db/db.ts'
import { isPlaced, noteOutcome } from './called-leg.ts'
import { outgoingCalls } from './tables.ts'

/**
 * A call that we placed is over when its secretary's part of it is. Whose outcome nobody knows, she hung up before he
 * was had.
 */
export async function closeOutgoing(
  tx: Transaction,
  key: LiveKey,
  at: Date,
): Promise<{ readonly wasDialled: boolean }> {
  await recordPlacedOver(tx, key, at)
  await noteOutcome(tx, key, 'cancelled')
  const [placed] = await tx
    .select({ dialledAt: outgoingCalls.dialledAt })
    .from(outgoingCalls)
    .where(isPlaced(key))
  return { wasDialled: placed?.dialledAt != null }
}
