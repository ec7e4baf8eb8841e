import { idFrom } from '../ids.ts'
import type { Scope } from '../scope.ts'
import { type CallbackContext, changeCallback } from './change-callback.ts'
import { follow } from './end-attempt.ts'
import type { CallbackKey } from './lock-callback.ts'
import { type AttemptOutcome, isStanding } from './states.ts'
import { callbackAttempts } from './tables.ts'

type Noting = CallbackKey & {
  readonly outcome: AttemptOutcome
  readonly note: string | null
  /** Of the form: what is sent twice is one attempt. */
  readonly once: string
}

/** She tried by other means, such as her own telephone, and says how it went. */
export async function noteAttempt(
  context: CallbackContext,
  scope: Scope,
  { outcome, note, once, ...key }: Noting,
): Promise<void> {
  await changeCallback(context, scope, key, async (tx, callback, at) => {
    if (!isStanding(callback.state)) return null
    const { clientId, callbackId } = key
    const secretaryId = scope.actor.id
    const id = idFrom('callbackAttempt', clientId, callbackId, once)
    const noted = await tx
      .insert(callbackAttempts)
      .values({ clientId, id, callbackId, secretaryId, begunAt: at, endedAt: at, outcome, note })
      .onConflictDoNothing()
      .returning({ id: callbackAttempts.id })
    if (noted.length > 0) await follow(tx, callback, { outcome, at, secretaryId, note })
    return null
  })
}
