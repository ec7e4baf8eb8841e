import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { CallKey } from './find-call.ts'
import type { LeftQueueHow } from './states.ts'
import { callEvents, calls } from './tables.ts'

type Left = { readonly how: LeftQueueHow; readonly at: Date }

/** How the wait for a secretary ended. The first time counts, since he may wait once more later on. */
export async function recordQueueLeft(tx: Transaction, key: CallKey, { how, at }: Left): Promise<void> {
  await tx
    .update(calls)
    .set({
      leftQueueHow: sql`coalesce(${calls.leftQueueHow}, ${how})`,
      leftQueueAt: sql`least(${calls.leftQueueAt}, ${at.toISOString()}::timestamptz)`,
    })
    .where(isCall(key))
  await tell(tx, key, 'leftQueue', at, { how })
}

/** A secretary speaks with him. Whoever did first is who answered; what was concluded without it is looked at again. */
export async function recordAnswered(
  tx: Transaction,
  key: CallKey,
  { at, secretaryId }: { readonly at: Date; readonly secretaryId: string | null },
): Promise<void> {
  const isFirst = sql`${calls.answeredAt} is null`
  const first = { leftQueueHow: 'answered' as const, answeredAt: at, answeredById: secretaryId }
  const leftQueueAt = sql`least(${calls.leftQueueAt}, ${at.toISOString()}::timestamptz)`
  const concludeAt = sql`case when ${calls.disposition} is not null and ${calls.endedAt} is not null
    then ${at.toISOString()}::timestamptz else ${calls.concludeAt} end`
  await tx
    .update(calls)
    .set({ ...first, leftQueueAt, concludeAt })
    .where(and(isCall(key), isFirst))
  await tell(tx, key, 'answered', at, { secretaryId })
}

/** The voicemail's greeting is what he hears next. */
export async function recordVoicemailNext(tx: Transaction, key: CallKey, at: Date): Promise<void> {
  const first = sql`least(${calls.voicemailAt}, ${at.toISOString()}::timestamptz)`
  await tx.update(calls).set({ voicemailAt: first }).where(isCall(key))
  await tell(tx, key, 'voicemail', at, {})
}

/** For the bill: a stretch of the call in which she spoke with him, and how much of it he was held. */
export async function recordTalked(
  tx: Transaction,
  key: CallKey,
  { talkSeconds, heldSeconds }: { readonly talkSeconds: number; readonly heldSeconds: number },
): Promise<void> {
  await tx
    .update(calls)
    .set({
      talkSeconds: sql`${calls.talkSeconds} + ${talkSeconds}`,
      heldSeconds: sql`${calls.heldSeconds} + ${heldSeconds}`,
    })
    .where(isCall(key))
}

const isCall = ({ clientId, callId }: CallKey) => and(eq(calls.clientId, clientId), eq(calls.id, callId))

const tell = (
  tx: Transaction,
  { clientId, callId }: CallKey,
  key: string,
  at: Date,
  details: Record<string, string | null>,
) => tx.insert(callEvents).values({ clientId, callId, key, at, details }).onConflictDoNothing()
