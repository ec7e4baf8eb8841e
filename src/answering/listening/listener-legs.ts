import { and, desc, eq, isNotNull, isNull, ne, type SQL } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { stations } from '../../floor/tables.ts'
import { callLegs } from '../tables.ts'
import type { LiveCall, LiveKey } from '../take-step.ts'
import { findTelephoneLeg } from '../telephones/take-by-telephone.ts'
import { hasConsole } from './listening.ts'

export type ListenerLeg = typeof callLegs.$inferSelect

/** The supervisors who take part in that call, or are on their way to it. */
export const openListeners = ({ clientId, callId }: LiveKey, only?: SQL): SQL | undefined =>
  and(
    ...[eq(callLegs.clientId, clientId), eq(callLegs.callId, callId)],
    ...[eq(callLegs.role, 'supervisor'), isNull(callLegs.leftAt), only],
  )

/** The line of the secretary whose call it is; of one at her telephone also before it is in the conference. */
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
        ...[isNotNull(callLegs.joinedAt), isNull(callLegs.leftAt)],
      ),
    )
    .orderBy(desc(callLegs.startedAt))
    .limit(1)
  return leg?.callSid ?? null
}

/** Whoever answers at a telephone of mode secours has no console before her that would show who listens. */
export async function seesListeners(
  db: Pick<Transaction, 'select'>,
  call: LiveKey & { readonly claimedById: string | null },
): Promise<boolean> {
  const leg = await findTelephoneLeg(db, call)
  if (!leg) return true
  const [station] = await db
    .select({ device: stations.device, state: stations.state })
    .from(stations)
    .where(eq(stations.secretaryId, call.claimedById ?? ''))
  return station !== undefined && hasConsole(station)
}
