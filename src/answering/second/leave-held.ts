import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import type { ListenerLeg } from '../listening/listener-legs.ts'
import { partListeners } from '../listening/part-listeners.ts'
import { callLegs } from '../tables.ts'
import type { LiveKey } from '../take-step.ts'

/** Stands as the `failure` of a line by which she left a caller on hold: she is not lost, whenever that is told. */
export const leftOnHold = 'leftOnHold'

/**
 * Her line leaves a caller who is held, for another one; written down before it does. Whoever listened to her is not
 * left with him, and is answered.
 */
export async function leaveHeld(
  tx: Transaction,
  { clientId, callId }: LiveKey,
  secretaryId: string,
  at: Date,
): Promise<ListenerLeg[]> {
  await tx
    .update(callLegs)
    .set({ leftAt: at, failure: leftOnHold })
    .where(
      and(
        ...[eq(callLegs.clientId, clientId), eq(callLegs.callId, callId), isNull(callLegs.leftAt)],
        ...[eq(callLegs.role, 'secretary'), eq(callLegs.secretaryId, secretaryId)],
      ),
    )
  return partListeners(tx, { clientId, callId }, { at, why: 'over' })
}
