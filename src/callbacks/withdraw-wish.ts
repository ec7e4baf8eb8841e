import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { lockCallback } from './lock-callback.ts'
import { nextState } from './states.ts'
import { callbackWishes } from './tables.ts'
import { type Doing, writeCallback } from './write-callback.ts'

type WishKey = { readonly clientId: number; readonly key: string }

/**
 * Whoever wished it takes it back; where nobody else wishes it, nobody is rung any more. Null where it was not standing;
 * else the act that says so. Safe to repeat.
 */
export async function withdrawWish(tx: Transaction, wish: WishKey, doing: Doing): Promise<string | null> {
  const { clientId, key } = wish
  const isThis = and(eq(callbackWishes.clientId, clientId), eq(callbackWishes.key, key))
  const [found] = await tx.select().from(callbackWishes).where(isThis)
  const callback = found && (await lockCallback(tx, { clientId, callbackId: found.callbackId }))
  if (!callback) return null
  const withdrawn = await tx
    .update(callbackWishes)
    .set({ withdrawnAt: doing.at })
    .where(and(isThis, isNull(callbackWishes.withdrawnAt)))
    .returning({ id: callbackWishes.id })
  if (withdrawn.length === 0) return null
  const others = and(
    ...[eq(callbackWishes.clientId, clientId), eq(callbackWishes.callbackId, callback.id)],
    isNull(callbackWishes.withdrawnAt),
  )
  const state = (await tx.$count(callbackWishes, others)) === 0 ? nextState(callback.state, 'close') : null
  const end = { endedAt: doing.at, endReason: 'withdrawn', endedById: null, raisedAt: null } as const
  const set = state ? { state, ...end } : {}
  const { actId } = await writeCallback(tx, callback, { set, verb: 'callback.withdrawn', wish: key }, doing)
  return actId
}
