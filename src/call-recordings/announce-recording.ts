import { and, isNull, sql } from 'drizzle-orm'
import { askRemoval } from '../calls/ask-removal.ts'
import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import { isCallRecording } from './queries.ts'
import { announcementOf, isChosen } from './recording.ts'
import { callRecordings } from './tables.ts'

type CallKey = { readonly clientId: number; readonly callId: string }
type Needs = Pick<Context, 'db' | 'now'>

/** What the caller is told before anything may be recorded; null where this call is not one of those. */
export function announcementFor(client: Client, callId: string): string | null {
  const { health, recording, language } = client
  if (health || !recording || !isChosen(callId, recording.share)) return null
  return announcementOf(language, recording)
}

/** Written down before it is said. Safe to repeat: the words said last count, as long as none was heard out. */
export async function noteAnnounced(
  { db, now }: Needs,
  { callId, clientId }: CallKey,
  { recording }: Client,
  announcement: string,
): Promise<void> {
  if (!recording) return
  const { purpose, retentionDays, share } = recording
  const said = { purpose, retentionDays, share, announcement, announcedAt: now() }
  const { clientId: ofClient, callId: ofCall, heardAt } = callRecordings
  await db
    .insert(callRecordings)
    .values({ clientId, callId, ...said })
    .onConflictDoUpdate({ target: [ofClient, ofCall], set: said, setWhere: isNull(heardAt) })
}

/** The stretch in which it was said has ended by itself, so that he has heard it to its end. */
export async function noteHeard({ db, now }: Needs, key: CallKey): Promise<void> {
  await db
    .update(callRecordings)
    .set({ heardAt: now() })
    .where(and(isCallRecording(key), isNull(callRecordings.heardAt)))
}

/** He does not want it. What was recorded nevertheless is erased. False for a call that was never to be recorded. */
export async function noteRefusal({ db }: Pick<Needs, 'db'>, key: CallKey, at: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const refused = await tx
      .update(callRecordings)
      .set({ refusedAt: sql`coalesce(${callRecordings.refusedAt}, ${at.toISOString()}::timestamptz)` })
      .where(isCallRecording(key))
      .returning({ callId: callRecordings.callId })
    await askRemoval(tx, { ...key, reason: 'refused', byId: null, at })
    return refused.length > 0
  })
}
