import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { findWorker } from '../secretaries/works-for.ts'
import type { CallKey, FoundCall } from './find-call.ts'
import { type HeldBy, isHeldByAnother, lockHandling, passCall } from './pass-call.ts'

export type GivenCall = 'given' | 'alreadyHers' | 'noSuchSecretary' | HeldBy

/** `from`: who looked after it when she looked, or nobody. */
export type Giving = CallKey & { readonly secretaryId: string; readonly from: string | null }

/**
 * She hands a call that is hers, or nobody's, to a colleague who works for the same client; a supervisor hands on any
 * call to anybody, who then sees this one though its client may not be one of hers. What was noted on it stays, and a
 * slip that was begun goes with it. Safe to repeat.
 */
export async function giveCall(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  giving: Giving,
): Promise<GivenCall> {
  const outcome = await db.transaction((tx) => give(tx, scope, giving, now()))
  live.changed([giving.clientId])
  return outcome
}

async function give(
  tx: Transaction,
  scope: Scope,
  { secretaryId, from, ...key }: Giving,
  at: Date,
): Promise<GivenCall> {
  const { actor } = scope
  const { handling } = await lockHandling(tx, scope, key)
  const receiver = await findWorker(tx, { id: secretaryId, clientId: key.clientId })
  if (!receiver) return 'noSuchSecretary'
  if (handling?.secretaryId === secretaryId) return 'alreadyHers'
  const held = isHeldByAnother(handling, from)
  if (held) return held
  if (actor.kind === 'secretary' && !mayGive(scope, handling, receiver))
    throw new AppError(403, 'supervisorsOnly', 'Such a call is handed on by supervisors')
  const passed = await passCall(tx, scope, { ...key, to: secretaryId, givenById: actor.id, handling }, at)
  return passed === 'passed' ? 'given' : passed
}

const mayGive = (
  { actor }: Scope,
  handling: FoundCall['handling'],
  { worksForClient }: { readonly worksForClient: boolean },
): boolean => worksForClient && (handling === null || handling.secretaryId === actor.id)
