import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { stations } from '../../floor/tables.ts'
import { callLegs } from '../tables.ts'
import { type LiveKey, lockLive } from '../take-step.ts'
import { hangUpListeners, partListeners } from './part-listeners.ts'
import { tellListening } from './tell-listening.ts'

type Needs = Pick<Context, 'db' | 'gateway' | 'live' | 'log' | 'rings'>

/** A line has left the conference: a supervisor's leaves the call as it was. False where it is no supervisor's. */
export async function loseListener(
  context: Needs,
  key: LiveKey,
  { callSid, at }: { readonly callSid: string; readonly at: Date },
): Promise<boolean> {
  const isIt = and(eq(callLegs.clientId, key.clientId), eq(callLegs.callSid, callSid))
  const { known, parted } = await context.db.transaction(async (tx) => {
    const [leg] = await tx.select({ role: callLegs.role }).from(callLegs).where(isIt)
    if (leg?.role !== 'supervisor') return { known: false, parted: 0 }
    await lockLive(tx, key)
    const only = eq(callLegs.callSid, callSid)
    return { known: true, parted: (await partListeners(tx, key, { at, why: 'lineEnded', only })).length }
  })
  if (parted > 0) tellListening(context, key)
  return known
}

/** Her softphone has called by then, or it does not come. */
const joinsWithinMs = 8_000

/** Nobody is said to listen who does not, and who does not is free for calls. */
export async function releaseLateListeners(context: Needs, at: Date): Promise<void> {
  const late = await context.db
    .select({ clientId: callLegs.clientId, callId: callLegs.callId, id: callLegs.id })
    .from(stations)
    .innerJoin(
      callLegs,
      and(
        ...[eq(callLegs.clientId, stations.busyClientId), eq(callLegs.callId, stations.busyCallId)],
        eq(callLegs.secretaryId, stations.secretaryId),
      ),
    )
    .where(
      and(
        ...[eq(callLegs.role, 'supervisor'), isNull(callLegs.joinedAt), isNull(callLegs.leftAt)],
        lt(callLegs.startedAt, new Date(at.getTime() - joinsWithinMs)),
      ),
    )
  for (const { id, ...key } of late) {
    const legs = await context.db.transaction(async (tx) => {
      await lockLive(tx, key)
      return partListeners(tx, key, { at, why: 'notJoined', only: eq(callLegs.id, id) })
    })
    await hangUpListeners(context, legs)
    tellListening(context, key)
  }
}
