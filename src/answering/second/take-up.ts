import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { swapParked } from '../../floor/park-call.ts'
import { stations } from '../../floor/tables.ts'
import { tellFloor } from '../../floor/tell-floor.ts'
import type { Scope } from '../../scope.ts'
import type { ListenerLeg } from '../listening/listener-legs.ts'
import { hangUpListeners } from '../listening/part-listeners.ts'
import { findOwnLiveCall } from '../own-live-call.ts'
import { type LiveKey, lockLive } from '../take-step.ts'
import { leaveHeld } from './leave-held.ts'

/**
 * She goes back to a caller whom she holds, and holds the other one meanwhile; her softphone joins him next, and then he
 * is held no more. `notNow`: she does not hold him, or speaks with the other one.
 */
export async function takeUp(
  context: Pick<Context, 'db' | 'gateway' | 'live' | 'log' | 'now'>,
  scope: Scope,
  key: LiveKey,
): Promise<'done' | 'notNow'> {
  await findOwnLiveCall(context, scope, key)
  const taken = await context.db.transaction((tx) => swap(tx, scope.actor.id, key, context.now()))
  if (!taken) return 'notNow'
  void hangUpListeners(context, taken)
  context.log.info({ event: 'call.takenUp', ...key })
  tellFloor(context, key.clientId)
  context.live.changed([key.clientId])
  return 'done'
}

/** Who listened to her with the other one; null where nothing was changed. */
async function swap(
  tx: Transaction,
  secretaryId: string,
  key: LiveKey,
  at: Date,
): Promise<ListenerLeg[] | null> {
  const call = await lockLive(tx, key)
  const [station] = await tx.select().from(stations).where(eq(stations.secretaryId, secretaryId))
  if (call?.state !== 'held' || call.claimedById !== secretaryId || !station) return null
  const { busyClientId: clientId, busyCallId: callId } = station
  if (callId === key.callId) return []
  if (clientId && callId && (await lockLive(tx, { clientId, callId }))?.state !== 'held') return null
  if (!(await swapParked(tx, secretaryId, key, at))) return null
  return clientId && callId ? leaveHeld(tx, { clientId, callId }, secretaryId, at) : []
}
