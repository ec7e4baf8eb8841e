import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { missesToPause } from './lapse-rings.ts'
import { stations } from './tables.ts'

/** Others are asked first; a telephone that is engaged may be free by then. */
const spareMs = 20_000

type Missed = { readonly clientId: number; readonly callId: string; readonly at: Date }

/** The telephones that were dialled for a call did not take it. Answers whose they are. */
export async function missDial(tx: Transaction, { clientId, callId, at }: Missed): Promise<string[]> {
  const isLast = sql`${stations.missedRings} + 1 >= ${missesToPause}`
  const since = sql`${at.toISOString()}::timestamptz`
  const missed = await tx
    .update(stations)
    .set({
      ...{ rungClientId: null, rungCallId: null, rungSince: null },
      missedRings: sql`${stations.missedRings} + 1`,
      state: sql`case when ${isLast} then 'pause' else ${stations.state} end`,
      stateSince: sql`case when ${isLast} then ${since} else ${stations.stateSince} end`,
      ...{ freeSince: at, passedCallId: callId, passedUntil: new Date(at.getTime() + spareMs) },
    })
    .where(
      and(
        ...[eq(stations.rungClientId, clientId), eq(stations.rungCallId, callId)],
        eq(stations.device, 'telephone'),
      ),
    )
    .returning({ secretaryId: stations.secretaryId })
  return missed.map(({ secretaryId }) => secretaryId)
}
