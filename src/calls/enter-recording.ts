import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { addRecording } from './add-recording.ts'
import { calls } from './tables.ts'

type Found = { clientId: number; callId: string; recordingSid: string; seconds: number }

/** A recording of which only the exchange's list told: its call is looked at again. */
export async function enterRecording({ db, now }: Pick<Context, 'db' | 'now'>, found: Found): Promise<void> {
  const at = now()
  await addRecording(db, { ...found, at })
  await db
    .update(calls)
    .set({ concludeAt: at })
    .where(and(eq(calls.clientId, found.clientId), eq(calls.id, found.callId)))
}
