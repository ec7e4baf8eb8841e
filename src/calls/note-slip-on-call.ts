import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { Scope } from '../scope.ts'
import { isHandling } from './choose-reason.ts'
import type { Disposition } from './states.ts'
import { callHandlings, calls } from './tables.ts'
import { claimCall, findCallOrThrow } from './take-call.ts'
import { isBilled } from './wrap-up-call.ts'

type Noted = { readonly clientId: number; readonly sourceId: string }
type Reason = { readonly key: string; readonly version: number } | null

/** What a slip does not change: it tells of it. */
const stronger: ReadonlySet<Disposition> = new Set(['forwarded', 'discarded', 'answered'])

/**
 * A slip was written about a call: so ended it, unless somebody spoke to him, and so it is billed until she
 * says otherwise. One that was turned away mattered after all.
 */
export async function noteSlipOnCall(
  tx: Transaction,
  scope: Scope,
  { clientId, sourceId: callId }: Noted,
  reason: Reason,
  now: Date,
): Promise<void> {
  const { call, client } = await findCallOrThrow(tx, scope, { clientId, callId })
  await claimCall(tx, scope, { clientId, callId }, now)
  if (reason)
    await tx
      .update(callHandlings)
      .set({ reasonKey: reason.key, reasonVersion: reason.version })
      .where(isHandling({ clientId, callId }))
  const { disposition, outcome, matteredAt } = call
  const stands = disposition !== null && stronger.has(disposition)
  await tx
    .update(calls)
    .set({
      disposition: stands ? disposition : 'messageTaken',
      ...(outcome === null && { outcome: 'messageTaken', billable: isBilled('messageTaken', client) }),
      ...(disposition === 'discarded' && { matteredAt: matteredAt ?? now }),
    })
    .where(and(eq(calls.clientId, clientId), eq(calls.id, callId)))
}
