import { and, eq, isNull, or } from 'drizzle-orm'
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

/** She was in that call, and is not any more: calls may ring at her at once. */
export async function freeStation(
  tx: Transaction,
  secretaryId: string,
  { clientId, callId }: CallKey,
  at: Date,
): Promise<void> {
  const isIn = and(eq(stations.busyClientId, clientId), eq(stations.busyCallId, callId))
  await tx
    .update(stations)
    .set({ busyClientId: null, busyCallId: null, busySince: null, freeSince: at })
    .where(and(eq(stations.secretaryId, secretaryId), isIn))
}

/**
 * Whoever was in that call is in it no more: she writes until `wrapUpUntil`, where that is given, and is then free.
 * `passed`: she did not come, so that it rings at others first.
 */
export async function leaveCall(
  tx: Transaction,
  { clientId, callId }: CallKey,
  { at, wrapUpUntil = null, passed = false }: { at: Date; wrapUpUntil?: Date | null; passed?: boolean },
): Promise<string[]> {
  const left = await tx
    .update(stations)
    .set({
      ...{ busyClientId: null, busyCallId: null, busySince: null, wrapUpUntil },
      freeSince: wrapUpUntil ?? at,
      ...(wrapUpUntil && { wrapUpClientId: clientId, wrapUpCallId: callId }),
      ...(passed && { passedCallId: callId, passedUntil: at }),
    })
    .where(and(eq(stations.busyClientId, clientId), eq(stations.busyCallId, callId)))
    .returning({ secretaryId: stations.secretaryId })
  if (wrapUpUntil && left.length > 0)
    await recordWrapUp(tx, { clientId, callId }, { from: at, until: wrapUpUntil })
  return left.map(({ secretaryId }) => secretaryId)
}
