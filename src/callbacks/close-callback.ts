import type { Scope } from '../scope.ts'
import { type CallbackContext, changeCallback } from './change-callback.ts'
import { hoursOf } from './end-attempt.ts'
import { type CallbackKey, lockOpenOne } from './lock-callback.ts'
import { plan } from './plan.ts'
import { reopening } from './promise-callback.ts'
import { type CloseReason, nextState } from './states.ts'
import { tellOutcome } from './tell-outcome.ts'

type Closing = CallbackKey & { readonly reason: CloseReason; readonly note: string | null }

/** A person decides that he is not rung any more, and says why. Whoever ordered it is told. Safe to repeat. */
export async function closeCallback(
  context: CallbackContext,
  scope: Scope,
  { reason, note, ...key }: Closing,
): Promise<void> {
  await changeCallback(context, scope, key, async (tx, callback, now) => {
    const state = nextState(callback.state, 'close')
    if (!state) return null
    const set = {
      state,
      endedAt: now,
      endedById: scope.actor.id,
      endReason: reason,
      endNote: note,
      raisedAt: null,
    }
    await tellOutcome(tx, { ...callback, ...set }, now)
    return { set, verb: 'callback.closed', note }
  })
}

/** Its end is taken back: he is to be rung after all. `otherOpen`: somebody promised it once more meanwhile. */
export async function reopenCallback(
  context: CallbackContext,
  scope: Scope,
  key: CallbackKey,
): Promise<'reopened' | 'otherOpen'> {
  let isOther = false
  await changeCallback(context, scope, key, async (tx, callback, now) => {
    if (!nextState(callback.state, 'reopen')) return null
    isOther = (await lockOpenOne(tx, callback)) !== null
    if (isOther) return null
    const times = plan({ dueAt: null, until: null }, await hoursOf(tx, key.clientId), now)
    return { set: { ...reopening(callback), ...times }, verb: 'callback.reopened' }
  })
  return isOther ? 'otherOpen' : 'reopened'
}
