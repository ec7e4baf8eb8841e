import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Scope } from '../../scope.ts'
import { findOwnLiveCall } from '../own-live-call.ts'
import { callLegs } from '../tables.ts'
import { type LiveKey, lockLive } from '../take-step.ts'
import type { ListenerLeg } from './listener-legs.ts'
import { hangUpListeners, partListeners } from './part-listeners.ts'
import { tellListening } from './tell-listening.ts'

type Needs = Pick<Context, 'db' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

/** The supervisor takes part no more; the call goes on. Safe to repeat. */
export function leaveListening(context: Needs, scope: Scope, key: LiveKey): Promise<boolean> {
  const only = eq(callLegs.secretaryId, scope.actor.id)
  return part(context, key, { only, why: 'left', actor: scope.actor })
}

/** The caller, told that somebody may listen, does not wish it: nobody does for the rest of his call. */
export async function refuseListening(context: Needs, scope: Scope, key: LiveKey): Promise<boolean> {
  await findOwnLiveCall(context, scope, key)
  return part(context, key, { why: 'refused', actor: scope.actor })
}

type How = Omit<Parameters<typeof partListeners>[2], 'at'>

async function part(context: Needs, key: LiveKey, how: How): Promise<boolean> {
  const at = context.now()
  const legs: ListenerLeg[] = await context.db.transaction(async (tx) => {
    await lockLive(tx, key)
    return partListeners(tx, key, { ...how, at })
  })
  if (legs.length === 0) return false
  context.log.info({ event: 'call.listeningEnded', ...key, why: how.why })
  tellListening(context, key)
  await hangUpListeners(context, legs)
  return true
}
