import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { stations } from './tables.ts'

type CallKey = { readonly clientId: number; readonly callId: string }

/** She is in no call, and holds the one that she was in, where she held none. */
export async function parkCall(
  tx: Transaction,
  secretaryId: string,
  { clientId, callId }: CallKey,
): Promise<void> {
  await tx
    .update(stations)
    .set({
      ...{ busyClientId: null, busyCallId: null, busySince: null },
      ...{ parkedClientId: clientId, parkedCallId: callId },
    })
    .where(
      and(
        ...[eq(stations.secretaryId, secretaryId), eq(stations.busyCallId, callId)],
        isNull(stations.parkedCallId),
      ),
    )
}

/** She is in the call that she held, and holds the one that she was in, if any. False where she did not hold it. */
export async function swapParked(
  tx: Transaction,
  secretaryId: string,
  { clientId, callId }: CallKey,
  at: Date,
): Promise<boolean> {
  const swapped = await tx
    .update(stations)
    .set({
      ...{ busyClientId: clientId, busyCallId: callId, busySince: at },
      ...{ parkedClientId: stations.busyClientId, parkedCallId: stations.busyCallId },
    })
    .where(
      and(
        ...[eq(stations.secretaryId, secretaryId)],
        ...[eq(stations.parkedClientId, clientId), eq(stations.parkedCallId, callId)],
      ),
    )
    .returning({ secretaryId: stations.secretaryId })
  return swapped.length > 0
}
