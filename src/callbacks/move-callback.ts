import type { Scope } from '../scope.ts'
import { type CallbackContext, changeCallback } from './change-callback.ts'
import { hoursOf } from './end-attempt.ts'
import type { CallbackKey } from './lock-callback.ts'
import { plan } from './plan.ts'
import { nextState } from './states.ts'

type Moving = CallbackKey & { readonly dueAt: Date | null; readonly until: Date | null }

/** He is to be rung at another time, and is tried afresh. The times were checked before. */
export async function moveCallback(
  context: CallbackContext,
  scope: Scope,
  { dueAt, until, ...key }: Moving,
): Promise<void> {
  await changeCallback(context, scope, key, async (tx, callback, now) => {
    const state = nextState(callback.state, 'promise')
    if (!state) return null
    const times = plan({ dueAt, until }, await hoursOf(tx, key.clientId), now)
    return { set: { state, tries: 0, ...times }, verb: 'callback.moved' }
  })
}
