import { and, eq, isNull } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { isAtLeast } from '../secretaries/session.ts'
import { secretaries } from '../secretaries/tables.ts'
import type { CallKey } from './find-call.ts'
import { callHandlings } from './tables.ts'
import { findCallOrThrow } from './take-call.ts'

/**
 * A supervisor hands a call to a secretary, who then sees it though its client may not be one of hers. What was
 * noted on it stays. Safe to repeat.
 */
export async function giveCall(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  { secretaryId, ...key }: CallKey & { readonly secretaryId: string },
): Promise<'given' | 'alreadyHers' | 'noSuchSecretary'> {
  const { actor } = scope
  if (
    actor.kind === 'software' ||
    actor.kind === 'executive' ||
    actor.kind === 'caller' ||
    !isAtLeast(actor.kind, 'supervisor')
  )
    throw new AppError(403, 'supervisorsOnly', 'Calls are handed on by supervisors')
  const outcome = await db.transaction(async (tx) => {
    const { handling } = await findCallOrThrow(tx, scope, key)
    if (!(await mayWork(tx, secretaryId))) return 'noSuchSecretary'
    if (handling?.secretaryId === secretaryId) return 'alreadyHers'
    const given = { secretaryId, givenById: actor.id, takenAt: now() }
    await tx
      .insert(callHandlings)
      .values({ ...key, ...given })
      .onConflictDoUpdate({ target: [callHandlings.clientId, callHandlings.callId], set: given })
    await recordAct(tx, {
      ...{ clientId: key.clientId, actor, verb: 'call.given', subject: { kind: 'call', id: key.callId } },
      before: handling && { secretaryId: handling.secretaryId },
      after: { secretaryId },
      at: given.takenAt,
    })
    return 'given'
  })
  live.changed([key.clientId])
  return outcome
}

async function mayWork(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.$count(secretaries, and(eq(secretaries.id, id), isNull(secretaries.disabledAt)))) > 0
}
