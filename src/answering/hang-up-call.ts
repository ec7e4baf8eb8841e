import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Scope } from '../scope.ts'
import { endLiveCall } from './end-live-call.ts'
import { fetchBack, waitAgain } from './lose-secretary.ts'
import { findOwnLiveCall } from './own-live-call.ts'
import { callLegs } from './tables.ts'
import type { LiveKey } from './take-step.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

/**
 * She ends the call that she is in, for both. Written down first, so that her leaving is not taken for a softphone
 * that broke off. `uncertain`: the exchange did not answer; the caller's line ends when hers does.
 */
export async function hangUpCall(context: Needs, scope: Scope, key: LiveKey): Promise<'ended' | 'uncertain'> {
  const live = await findOwnLiveCall(context, scope, key)
  // He speaks with an executive now, and is no more hers to hang up.
  if (live.state === 'handedOver') return 'ended'
  if (live.state === 'claimed') return giveUp(context, key)
  await endLiveCall(context, key, context.now())
  if (!live.callSid) return 'ended'
  const reached = await context.gateway.endCall(live.callSid)
  if (typeof reached === 'string') return 'ended'
  context.log.warn({ event: 'call.notEnded', ...key, code: reached.code })
  return 'uncertain'
}

/** Nobody has spoken with him yet, so that it is not for her to end his call: he waits on, for others first. */
async function giveUp(context: Needs, key: LiveKey): Promise<'ended'> {
  const { clientId, callId } = key
  const hers = and(
    eq(callLegs.clientId, clientId),
    eq(callLegs.callId, callId),
    eq(callLegs.role, 'secretary'),
  )
  const isOnHerWay = (await context.db.$count(callLegs, and(hers, isNull(callLegs.leftAt)))) > 0
  // Only then was he sent for, and has left the queue or is about to.
  await (isOnHerWay ? fetchBack : waitAgain)(context, key, context.now())
  return 'ended'
}
