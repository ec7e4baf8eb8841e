import { and, desc, eq, isNotNull, isNull, ne, type SQL } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { callLegs } from '../tables.ts'
import type { LiveCall, LiveKey } from '../take-step.ts'

export type ListenerLeg = typeof callLegs.$inferSelect

/** The supervisors who take part in that call, or are on their way to it. */
export const openListeners = ({ clientId, callId }: LiveKey, only?: SQL): SQL | undefined =>
  and(
    ...[eq(callLegs.clientId, clientId), eq(callLegs.callId, callId)],
    ...[eq(callLegs.role, 'supervisor'), isNull(callLegs.leftAt), only],
  )

/** The line of the secretary whose call it is; null where she is not in the conference, as one at her telephone. */
export async function findSpeaker(
  db: Pick<Transaction, 'select'>,
  { clientId, callId, claimedById }: LiveCall,
): Promise<string | null> {
  if (!claimedById) return null
  const [leg] = await db
    .select({ callSid: callLegs.callSid })
    .from(callLegs)
    .where(
      and(
        ...[eq(callLegs.clientId, clientId), eq(callLegs.callId, callId)],
        ...[eq(callLegs.secretaryId, claimedById), ne(callLegs.role, 'supervisor')],
        ...[eq(callLegs.byTelephone, false), isNotNull(callLegs.joinedAt), isNull(callLegs.leftAt)],
      ),
    )
    .orderBy(desc(callLegs.startedAt))
    .limit(1)
  return leg?.callSid ?? null
}
