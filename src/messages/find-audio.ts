import { and, desc, eq } from 'drizzle-orm'
import { recordings } from '../calls/tables.ts'
import type { Db } from '../db/db.ts'
import type { messages } from './tables.ts'

/** `arriving`: a voicemail whose audio is still at the exchange. */
export type Audio =
  | { readonly kind: 'none' | 'arriving' | 'lost' }
  | { readonly kind: 'here'; readonly fileKey: string }

/** Where the sound of a voicemail is. */
export async function findAudio(
  db: Pick<Db, 'select'>,
  message: Pick<typeof messages.$inferSelect, 'clientId' | 'kind' | 'sourceId'>,
): Promise<Audio> {
  if (message.kind !== 'voicemail') return { kind: 'none' }
  const [recording] = await db
    .select({ fileKey: recordings.fileKey, failure: recordings.failure })
    .from(recordings)
    .where(and(eq(recordings.clientId, message.clientId), eq(recordings.callId, message.sourceId)))
    .orderBy(desc(recordings.announcedAt))
    .limit(1)
  if (recording?.fileKey) return { kind: 'here', fileKey: recording.fileKey }
  return { kind: recording?.failure ? 'lost' : 'arriving' }
}
