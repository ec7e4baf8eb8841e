import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { type Callback, type CallbackKey, lockCallback } from './lock-callback.ts'
import { type CallbackChange, writeCallback } from './write-callback.ts'

export type CallbackContext = Pick<Context, 'db' | 'live' | 'now'>

type Decide = (
  tx: Transaction,
  callback: Callback,
  now: Date,
) => Promise<CallbackChange | null> | CallbackChange | null

/**
 * Changes one callback of hers, as it stands at that moment; null from `decide` leaves it as it is. Answers it as it was
 * found. What is not there and what is not hers is refused alike.
 */
export async function changeCallback(
  { db, live, now }: CallbackContext,
  scope: Scope,
  key: CallbackKey,
  decide: Decide,
): Promise<Callback> {
  const at = now()
  const found = await db.transaction(async (tx) => {
    const callback = scope.clientIds.includes(key.clientId) ? await lockCallback(tx, key) : null
    if (!callback) throw new AppError(404, 'notFound', `There is no callback ${key.callbackId}`)
    const change = await decide(tx, callback, at)
    if (change) await writeCallback(tx, callback, change, { actor: scope.actor, at })
    return callback
  })
  live.changed([key.clientId])
  return found
}
