import type { LiveKey } from '../answering/take-step.ts'
import type { Db } from '../db/db.ts'
import { isPlaced } from './called-leg.ts'
import type { PlacedOutcome, Purpose } from './outgoing.ts'
import { outgoingCalls } from './tables.ts'

/** What a call's page says of one that a secretary placed. */
export type PlacedCall = {
  readonly purpose: Purpose
  readonly slipId: string | null
  readonly callbackId: string | null
  readonly outcome: PlacedOutcome | null
}

/** Null for one that came in, or was written down by hand. */
export async function findPlaced(db: Db, key: LiveKey): Promise<PlacedCall | null> {
  const { purpose, slipId, callbackId, outcome } = outgoingCalls
  const [placed] = await db
    .select({ purpose, slipId, callbackId, outcome })
    .from(outgoingCalls)
    .where(isPlaced(key))
  return placed ?? null
}
