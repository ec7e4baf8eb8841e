import { and, eq, exists, inArray, isNotNull, isNull, lte, not, or, sql } from 'drizzle-orm'
import { liveCalls } from '../answering/tables.ts'
import type { Transaction } from '../db/db.ts'
import { stations } from './tables.ts'

/** Whoever lets a call ring for longer is not there: it rings at the next. */
export const longestRingMs = 20_000
/** A telephone's ring ends by the exchange's word; where that does not come, after ringing, asking for the key, and some. */
const longestDialMs = 45_000
/** So many in a row, and her station goes on pause. */
export const missesToPause = 2

/** Silences what rang in vain, and what rings for a call that waits no more. Answers whether there was anything. */
export async function lapseRings(tx: Transaction, now: Date): Promise<boolean> {
  const at = sql`${now.toISOString()}::timestamptz`
  const waits = tx
    .select({ callId: liveCalls.callId })
    .from(liveCalls)
    .where(
      and(
        eq(liveCalls.clientId, stations.rungClientId),
        eq(liveCalls.callId, stations.rungCallId),
        eq(liveCalls.state, 'waiting'),
      ),
    )
  // Those that somebody claims at this moment are silenced by her.
  const rung = tx
    .select({ secretaryId: stations.secretaryId })
    .from(stations)
    .where(isNotNull(stations.rungCallId))
    .for('update', { skipLocked: true })
  const rungFor = (ms: number) => lte(stations.rungSince, new Date(now.getTime() - ms))
  const tooLong = or(rungFor(longestDialMs), and(eq(stations.device, 'browser'), rungFor(longestRingMs)))
  // One who holds somebody meanwhile is not away: it goes to the next, and is not held against her.
  const isAtHand = isNull(stations.busyCallId)
  const ifMissed = (then: ReturnType<typeof sql>, otherwise: unknown) =>
    sql`case when ${and(tooLong, exists(waits))} then ${then} else ${otherwise} end`
  const isLast = sql`${isAtHand} and ${stations.missedRings} + 1 >= ${missesToPause}`
  const lapsed = await tx
    .update(stations)
    .set({
      ...{ rungClientId: null, rungCallId: null, rungSince: null },
      missedRings: ifMissed(sql`${stations.missedRings} + (${isAtHand})::int`, stations.missedRings),
      state: ifMissed(sql`case when ${isLast} then 'pause' else ${stations.state} end`, stations.state),
      stateSince: ifMissed(
        sql`case when ${isLast} then ${at} else ${stations.stateSince} end`,
        stations.stateSince,
      ),
      freeSince: ifMissed(at, stations.freeSince),
      passedCallId: ifMissed(sql`${stations.rungCallId}`, stations.passedCallId),
      passedUntil: ifMissed(at, stations.passedUntil),
    })
    .where(and(inArray(stations.secretaryId, rung), or(tooLong, not(exists(waits)))))
    .returning({ secretaryId: stations.secretaryId })
  return lapsed.length > 0
}
