import { and, eq } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import { reasons } from '../clients/instructions/tables.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import type { Scope } from '../scope.ts'
import type { CallKey } from './find-call.ts'
import { callHandlings } from './tables.ts'
import { claimCall, findCallOrThrow } from './take-call.ts'

export type Reason = typeof reasons.$inferSelect

/** Why he rings; null takes it back. She who says so looks after the call, if nobody does. Safe to repeat. */
export async function chooseReason(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  { reasonKey, ...key }: CallKey & { readonly reasonKey: string | null },
): Promise<'chosen' | 'unknownReason'> {
  const outcome = await db.transaction(async (tx) => {
    const found = await findCallOrThrow(tx, scope, key)
    const reason = reasonKey === null ? null : await findReason(tx, key.clientId, reasonKey)
    if (reasonKey !== null && !reason) return 'unknownReason'
    await claimCall(tx, scope, key, now())
    const chosen = { reasonKey, reasonVersion: reason?.version ?? null }
    const before = {
      reasonKey: found.handling?.reasonKey ?? null,
      reasonVersion: found.handling?.reasonVersion ?? null,
    }
    if (before.reasonKey === chosen.reasonKey && before.reasonVersion === chosen.reasonVersion)
      return 'chosen'
    await tx.update(callHandlings).set(chosen).where(isHandling(key))
    const subject = { kind: 'call', id: key.callId }
    const act = { clientId: key.clientId, actor: scope.actor, verb: 'call.reasonChosen', subject }
    await recordAct(tx, { ...act, before, after: chosen, at: now() })
    return 'chosen'
  })
  live.changed([key.clientId])
  return outcome
}

export const isHandling = ({ clientId, callId }: CallKey) =>
  and(eq(callHandlings.clientId, clientId), eq(callHandlings.callId, callId))

async function findReason(tx: Transaction, clientId: number, key: string): Promise<Reason | null> {
  const [reason] = await tx
    .select()
    .from(reasons)
    .where(and(eq(reasons.clientId, clientId), eq(reasons.key, key)))
  return reason ?? null
}
