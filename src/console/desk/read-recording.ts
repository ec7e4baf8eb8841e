import { and, desc, eq } from 'drizzle-orm'
import { recordings } from '../../calls/tables.ts'
import type { Db } from '../../db/db.ts'
import type { Audio } from '../../messages/queries.ts'

/** What a caller left on the voicemail, whatever became of its slip since. */
export async function readRecording(
  db: Pick<Db, 'select'>,
  { clientId, callId }: { clientId: number; callId: string },
): Promise<Audio> {
  const [sound] = await db
    .select({ fileKey: recordings.fileKey, failure: recordings.failure })
    .from(recordings)
    .where(
      and(eq(recordings.clientId, clientId), eq(recordings.callId, callId), eq(recordings.kind, 'voicemail')),
    )
    .orderBy(desc(recordings.announcedAt))
    .limit(1)
  if (!sound) return { kind: 'none' }
  if (sound.fileKey) return { kind: 'here', fileKey: sound.fileKey }
  return { kind: sound.failure ? 'lost' : 'arriving' }
}
