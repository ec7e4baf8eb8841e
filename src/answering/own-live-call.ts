import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { conferenceName } from './compose-wait.ts'
import { callLegs, liveCalls } from './tables.ts'
import { isLive, type LiveCall, type LiveKey } from './take-step.ts'

/** The call that she is in; 404 for one that is somebody else's, or nobody's. */
export async function findOwnLiveCall(
  { db }: Pick<Context, 'db'>,
  { actor }: Scope,
  key: LiveKey,
): Promise<LiveCall> {
  const [live] = await db
    .select()
    .from(liveCalls)
    .where(and(isLive(key), eq(liveCalls.claimedById, actor.id)))
  if (live) return live
  throw new AppError(404, 'notFound', `There is no call ${key.callId} of hers`)
}

/**
 * Her line is in his conference, and not with another caller. Where we were not told that it came, the exchange is asked
 * who is there.
 */
export async function isWithHim(
  { db, gateway }: Pick<Context, 'db' | 'gateway'>,
  { actor }: Pick<Scope, 'actor'>,
  { clientId, callId }: LiveKey,
): Promise<boolean> {
  const [leg] = await db
    .select({ callSid: callLegs.callSid, joinedAt: callLegs.joinedAt })
    .from(callLegs)
    .where(
      and(
        ...[eq(callLegs.clientId, clientId), eq(callLegs.callId, callId), isNull(callLegs.leftAt)],
        ...[eq(callLegs.role, 'secretary'), eq(callLegs.secretaryId, actor.id)],
      ),
    )
    .orderBy(desc(callLegs.startedAt))
    .limit(1)
  if (!leg || leg.joinedAt) return leg !== undefined
  const found = await gateway.findParticipants(conferenceName(callId))
  return found.kind !== 'away' && found.items.some(({ callSid }) => callSid === leg.callSid)
}

/** The caller is in the conference, as it has told. */
export async function isCallerThere(
  db: Pick<Transaction, 'select'>,
  { clientId, callId }: LiveKey,
): Promise<boolean> {
  const [caller] = await db
    .select({ id: callLegs.id })
    .from(callLegs)
    .where(
      and(
        ...[eq(callLegs.clientId, clientId), eq(callLegs.callId, callId), eq(callLegs.role, 'caller')],
        ...[isNotNull(callLegs.joinedAt), isNull(callLegs.leftAt)],
      ),
    )
    .limit(1)
  return caller !== undefined
}
