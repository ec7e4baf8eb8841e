import { eq } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { parkCall } from '../../floor/park-call.ts'
import { stations } from '../../floor/tables.ts'
import type { ListenerLeg } from '../listening/listener-legs.ts'
import { isOutgoing, lockLive } from '../take-step.ts'
import { leaveHeld } from './leave-held.ts'

/**
 * Whom she holds waits for her beside the call that she takes now, where his client allows it (`allows`). Nothing is
 * changed where she is in no call, speaks in one, or holds another already. Answers who listened to her there.
 */
export async function parkHeld(
  tx: Transaction,
  secretaryId: string,
  allows: (clientId: number) => boolean,
  at: Date,
): Promise<ListenerLeg[]> {
  const [station] = await tx.select().from(stations).where(eq(stations.secretaryId, secretaryId))
  const { busyClientId: clientId, busyCallId: callId, parkedCallId, device } = station ?? {}
  if (!clientId || !callId || parkedCallId || device !== 'browser' || !allows(clientId)) return []
  const held = await lockLive(tx, { clientId, callId })
  if (held?.state !== 'held' || held.claimedById !== secretaryId || isOutgoing(held)) return []
  await parkCall(tx, secretaryId, { clientId, callId })
  return leaveHeld(tx, { clientId, callId }, secretaryId, at)
}
