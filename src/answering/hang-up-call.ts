import type { Context } from '../context.ts'
import type { Scope } from '../scope.ts'
import { endLiveCall } from './end-live-call.ts'
import { findOwnLiveCall } from './own-live-call.ts'
import type { LiveKey } from './take-step.ts'

/**
 * She ends the call that she is in, for both. Written down first, so that her leaving is not taken for a softphone
 * that broke off. `uncertain`: the exchange did not answer; the caller's line ends when hers does.
 */
export async function hangUpCall(
  context: Pick<Context, 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>,
  scope: Scope,
  key: LiveKey,
): Promise<'ended' | 'uncertain'> {
  const live = await findOwnLiveCall(context, scope, key)
  // He speaks with an executive now, and is no more hers to hang up.
  if (live.state === 'handedOver') return 'ended'
  await endLiveCall(context, key, context.now())
  if (!live.callSid) return 'ended'
  const reached = await context.gateway.endCall(live.callSid)
  if (typeof reached === 'string') return 'ended'
  context.log.warn({ event: 'call.notEnded', ...key, code: reached.code })
  return 'uncertain'
}
