import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { liveCalls } from './tables.ts'
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
