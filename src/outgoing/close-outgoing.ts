import type { LiveKey } from '../answering/take-step.ts'
import { endAttempt } from '../callbacks/end-attempt.ts'
import { recordPlacedOver } from '../calls/record-placed.ts'
import type { Transaction } from '../db/db.ts'
import { isPlaced, noteOutcome } from './called-leg.ts'
import { attemptOf } from './outgoing.ts'
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
  const [placed] = await tx.select().from(outgoingCalls).where(isPlaced(key))
  const wasDialled = placed?.dialledAt != null
  if (placed?.callbackId && placed.outcome)
    await endAttempt(tx, { ...key, outcome: attemptOf(placed.outcome, wasDialled), at })
  return { wasDialled }
}
