import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { recordWrapUp } from '../calls/record-wrap-up.ts'
import type { Transaction } from '../db/db.ts'
import { closeWrapUp, writtenAbout } from './close-wrap-up.ts'
import { stations } from './tables.ts'

type CallKey = { readonly clientId: number; readonly callId: string }

/** She is in that call from now on. False where she is in another, or has no station. */
export async function claimStation(
  tx: Transaction,
  secretaryId: string,
  { clientId, callId }: CallKey,
  at: Date,
): Promise<boolean> {
  const claimed = await tx
    .update(stations)
    .set({
      ...{ busyClientId: clientId, busyCallId: callId, busySince: at },
      ...{ rungClientId: null, rungCallId: null, rungSince: null },
      ...{ missedRings: 0, wrapUpUntil: null, freeSince: null },
    })
    .where(
      and(
        eq(stations.secretaryId, secretaryId),
        or(isNull(stations.busyCallId), eq(stations.busyCallId, callId)),
      ),
    )
    .returning(writtenAbout)
  await closeWrapUp(tx, claimed[0], at)
  return claimed.length > 0
}

/** She was in that call, and is not any more: calls may ring at her at once, unless she holds another. */
export async function freeStation(
  tx: Transaction,
  secretaryId: string,
  key: CallKey,
  at: Date,
): Promise<void> {
  await tx
    .update(stations)
    .set({ ...backToParked(at), freeSince: unlessParked(at) })
    .where(and(eq(stations.secretaryId, secretaryId), isBusyWith(key)))
}

/**
 * Whoever was in that call is in it no more: she writes until `wrapUpUntil`, where that is given, and is then free; one
 * who holds another is in that again. `passed`: she did not come, so that it rings at others first.
 */
export async function leaveCall(
  tx: Transaction,
  key: CallKey,
  { at, wrapUpUntil = null, passed = false }: { at: Date; wrapUpUntil?: Date | null; passed?: boolean },
): Promise<string[]> {
  const left = await tx
    .update(stations)
    .set({
      ...backToParked(at),
      ...{ wrapUpUntil: unlessParked(wrapUpUntil), freeSince: unlessParked(wrapUpUntil ?? at) },
      ...(wrapUpUntil && { wrapUpClientId: key.clientId, wrapUpCallId: key.callId }),
      ...(passed && { passedCallId: key.callId, passedUntil: at }),
    })
    .where(isBusyWith(key))
    .returning({ secretaryId: stations.secretaryId, busyCallId: stations.busyCallId })
  await tx.update(stations).set({ parkedClientId: null, parkedCallId: null }).where(isParkedAt(key))
  if (wrapUpUntil && left.some(({ busyCallId }) => busyCallId === null))
    await recordWrapUp(tx, key, { from: at, until: wrapUpUntil })
  return left.map(({ secretaryId }) => secretaryId)
}

const isBusyWith = ({ clientId, callId }: CallKey) =>
  and(eq(stations.busyClientId, clientId), eq(stations.busyCallId, callId))

const isParkedAt = ({ clientId, callId }: CallKey) =>
  and(eq(stations.parkedClientId, clientId), eq(stations.parkedCallId, callId))

const backToParked = (at: Date) => ({
  ...{ busyClientId: stations.parkedClientId, busyCallId: stations.parkedCallId },
  ...{ parkedClientId: null, parkedCallId: null },
  busySince: sql`case when ${stations.parkedCallId} is not null then ${at.toISOString()}::timestamptz end`,
})

const unlessParked = (at: Date | null) =>
  sql`case when ${stations.parkedCallId} is null then ${at?.toISOString() ?? null}::timestamptz end`
