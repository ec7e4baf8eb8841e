import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { type CallKey, type FoundCall, findCall } from './find-call.ts'
import { callHandlings } from './tables.ts'

export type TakenCall = 'taken' | { readonly takenBy: string | null; readonly secretaryId: string }

/** She looks after a call from now on, unless somebody does already. Taking it twice changes nothing. */
export async function takeCall(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  key: CallKey,
): Promise<TakenCall> {
  const outcome = await db.transaction(async (tx): Promise<TakenCall> => {
    await findCallOrThrow(tx, scope, key)
    if (await claimCall(tx, scope, key, now())) return 'taken'
    const { handling } = await findCallOrThrow(tx, scope, key)
    if (!handling || handling.secretaryId === scope.actor.id) return 'taken'
    return { takenBy: handling.secretaryName, secretaryId: handling.secretaryId }
  })
  live.changed([key.clientId])
  return outcome
}

/** Whether it was free: two who press at the same moment are told apart by the row's key. */
export async function claimCall(
  tx: Transaction,
  { actor }: Scope,
  { clientId, callId }: CallKey,
  takenAt: Date,
): Promise<boolean> {
  const claimed = await tx
    .insert(callHandlings)
    .values({ clientId, callId, secretaryId: actor.id, takenAt })
    .onConflictDoNothing()
    .returning({ callId: callHandlings.callId })
  if (claimed.length === 0) return false
  const subject = { kind: 'call', id: callId }
  const change = { before: null, after: { secretaryId: actor.id }, at: takenAt }
  await recordAct(tx, { clientId, actor, verb: 'call.taken', subject, ...change })
  return true
}

export async function findCallOrThrow(
  tx: Pick<Transaction, 'select'>,
  scope: Scope,
  key: CallKey,
): Promise<FoundCall> {
  const found = await findCall(tx, scope, key)
  if (found) return found
  throw new AppError(404, 'notFound', `There is no call ${key.callId}`)
}
