import { and, eq, isNull, lt, notExists, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { reachableForMs } from '../../floor/station.ts'
import { stations } from '../../floor/tables.ts'
import { fetchBack } from '../lose-secretary.ts'
import { callLegs, liveCalls } from '../tables.ts'
import type { LiveKey } from '../take-step.ts'

type Needs = Parameters<typeof fetchBack>[0]

/** The call that she holds beside the one she is in. */
export async function findParked({ db }: Pick<Context, 'db'>, secretaryId: string): Promise<LiveKey | null> {
  const [station] = await db.select().from(stations).where(eq(stations.secretaryId, secretaryId))
  const { parkedClientId: clientId = null, parkedCallId: callId = null } = station ?? {}
  return clientId && callId ? { clientId, callId } : null
}

const callersASweep = 50

/** Callers held by somebody whose line is with another, and who cannot be reached any more: they wait again. */
export async function fetchUnattended(context: Needs, at: Date): Promise<void> {
  const { db } = context
  const hers = db
    .select({ id: callLegs.id })
    .from(callLegs)
    .where(
      and(
        ...[eq(callLegs.clientId, liveCalls.clientId), eq(callLegs.callId, liveCalls.callId)],
        ...[eq(callLegs.role, 'secretary'), isNull(callLegs.leftAt)],
      ),
    )
  const silent = lt(stations.reachableAt, new Date(at.getTime() - reachableForMs))
  const held = await db
    .select({ clientId: liveCalls.clientId, callId: liveCalls.callId })
    .from(liveCalls)
    .leftJoin(stations, eq(stations.secretaryId, liveCalls.claimedById))
    .where(
      and(
        ...[isNull(liveCalls.endedAt), eq(liveCalls.state, 'held'), notExists(hers)],
        or(isNull(stations.reachableAt), silent),
      ),
    )
    .limit(callersASweep)
  for (const key of held) await fetchBack(context, key, at)
}
