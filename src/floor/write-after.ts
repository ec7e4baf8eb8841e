import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { recordWrapUp } from '../calls/record-wrap-up.ts'
import type { Transaction } from '../db/db.ts'
import { stations } from './tables.ts'

type CallKey = { readonly clientId: number; readonly callId: string }

/**
 * She lost a caller and he has hung up before anybody took him up again, or her line's end was told before his: she
 * writes about that call as she would have, from the moment she left it. Not where something else rings at her or
 * she is in another call by now.
 */
export async function writeAfter(
  tx: Transaction,
  secretaryId: string,
  { clientId, callId }: CallKey,
  { at, wrapUpSeconds }: { readonly at: Date; readonly wrapUpSeconds: number },
): Promise<void> {
  const until = sql`${stations.freeSince} + ${wrapUpSeconds} * interval '1 second'`
  const [hers] = await tx
    .update(stations)
    .set({
      ...{ rungClientId: null, rungCallId: null, rungSince: null },
      ...{ wrapUpUntil: until, freeSince: until, wrapUpClientId: clientId, wrapUpCallId: callId },
    })
    .where(and(eq(stations.secretaryId, secretaryId), isIdle(callId), sql`${until} > ${at.toISOString()}`))
    .returning({ until: stations.wrapUpUntil })
  if (!hers?.until) return
  const from = new Date(hers.until.getTime() - wrapUpSeconds * 1000)
  await recordWrapUp(tx, { clientId, callId }, { from, until: hers.until })
}

/** And has not been given time to write about that call before. It may have begun to ring at her once more. */
const isIdle = (callId: string): SQL | undefined =>
  and(
    isNull(stations.busyCallId),
    or(isNull(stations.rungCallId), eq(stations.rungCallId, callId)),
    isNull(stations.wrapUpUntil),
    sql`${stations.wrapUpCallId} is distinct from ${callId}`,
  )
