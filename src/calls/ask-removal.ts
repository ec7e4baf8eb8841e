import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db, Transaction } from '../db/db.ts'
import { type RemovalReason, recordings } from './tables.ts'

type Asked = {
  readonly clientId: number
  readonly kind?: 'conversation' | 'voicemail'
  readonly reason: RemovalReason
  /** Who wants it; null for the software. */
  readonly byId: string | null
  readonly at: Date
} & ({ readonly callId: string } | { readonly ids: readonly string[] })

/**
 * The recorded conversations of a call, or some of them, or voicemails, are to be erased: `removeRecording` does it, and proves it.
 * They are not fetched any more. Whoever asked first counts; answers which were asked for now.
 */
export async function askRemoval(tx: Db | Transaction, asked: Asked): Promise<string[]> {
  const { clientId, kind = 'conversation', reason, byId, at } = asked
  const which = 'ids' in asked ? inArray(recordings.id, [...asked.ids]) : eq(recordings.callId, asked.callId)
  const rows = await tx
    .update(recordings)
    .set({
      ...{ removalAskedAt: at, removalReason: reason, removedById: byId },
      ...{ nextRemovalAt: at, nextAttemptAt: null },
    })
    .where(
      and(
        ...[eq(recordings.clientId, clientId), which, eq(recordings.kind, kind)],
        isNull(recordings.removalAskedAt),
      ),
    )
    .returning({ id: recordings.id })
  return rows.map(({ id }) => id)
}
