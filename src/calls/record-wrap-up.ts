import { and, eq, gt, sql } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { CallKey } from './find-call.ts'
import { calls } from './tables.ts'

type WritingTime = { readonly from: Date; readonly until: Date }

/** She who spoke with him last writes, for so long at most. */
export async function recordWrapUp(
  tx: Transaction,
  key: CallKey,
  { from, until }: WritingTime,
): Promise<void> {
  await tx.update(calls).set({ wrapUpFrom: from, wrapUpUntil: until }).where(isCall(key))
}

/** She was done sooner. Safe to repeat. */
export async function shortenWrapUp(tx: Transaction, key: CallKey, at: Date): Promise<void> {
  await tx
    .update(calls)
    .set({ wrapUpUntil: sql`greatest(${calls.wrapUpFrom}, ${at.toISOString()}::timestamptz)` })
    .where(and(isCall(key), gt(calls.wrapUpUntil, at)))
}

const isCall = ({ clientId, callId }: CallKey) => and(eq(calls.clientId, clientId), eq(calls.id, callId))
