import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { idFrom } from '../ids.ts'
import { actorOf } from './actor-of.ts'
import { lockCallback } from './lock-callback.ts'
import { isStanding } from './states.ts'
import { callbackAttempts } from './tables.ts'
import { writeCallback } from './write-callback.ts'

export type BeginningAttempt = {
  readonly clientId: number
  readonly callbackId: string
  /** Of the outgoing call, whose row is there. */
  readonly callId: string
  readonly secretaryId: string
  readonly at: Date
}

/**
 * `again`: the same call, before. `underWay`: another call rings him at this moment. `over`: it was kept or closed.
 * `unknown`: this client has no such callback. But for `begun` nothing was written.
 */
export type BegunAttempt = 'begun' | 'again' | 'underWay' | 'over' | 'unknown'

/** A secretary rings him: it is in her hand from then on. Safe to repeat. */
export async function beginAttempt(
  tx: Transaction,
  { clientId, callbackId, callId, secretaryId, at }: BeginningAttempt,
): Promise<BegunAttempt> {
  const callback = await lockCallback(tx, { clientId, callbackId })
  if (!callback) return 'unknown'
  const id = idFrom('callbackAttempt', clientId, callbackId, callId)
  const isThis = and(eq(callbackAttempts.clientId, clientId), eq(callbackAttempts.id, id))
  if ((await tx.$count(callbackAttempts, isThis)) > 0) return 'again'
  if (!isStanding(callback.state)) return 'over'
  const underWay = and(
    ...[eq(callbackAttempts.clientId, clientId), eq(callbackAttempts.callbackId, callbackId)],
    isNull(callbackAttempts.endedAt),
  )
  if ((await tx.$count(callbackAttempts, underWay)) > 0) return 'underWay'
  await tx.insert(callbackAttempts).values({ clientId, id, callbackId, callId, secretaryId, begunAt: at })
  if (callback.takenById !== secretaryId) {
    const doing = { actor: await actorOf(tx, secretaryId), at }
    await writeCallback(tx, callback, { set: { takenById: secretaryId }, verb: 'callback.taken' }, doing)
  }
  return 'begun'
}
