import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { addRecording } from './add-recording.ts'
import { findCallClient } from './queries.ts'
import { calls } from './tables.ts'

type Found = { callId: string; recordingSid: string; seconds: number }

/** A recording of which only the exchange's list told: its call is looked at again. False for a call not of ours. */
export async function enterRecording(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { callId, recordingSid, seconds }: Found,
): Promise<boolean> {
  const clientId = await findCallClient(db, callId)
  if (clientId === null) return false
  const at = now()
  await addRecording(db, { clientId, callId, recordingSid, seconds, at })
  await db
    .update(calls)
    .set({ concludeAt: at })
    .where(and(eq(calls.clientId, clientId), eq(calls.id, callId)))
  return true
}
