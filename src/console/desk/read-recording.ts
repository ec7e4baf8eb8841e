import { and, desc, eq } from 'drizzle-orm'
import { recordings } from '../../calls/tables.ts'
import type { Db } from '../../db/db.ts'
import { type Audio, soundOf } from '../../messages/queries.ts'

/** What a caller left on the voicemail, whatever became of its slip since. */
export async function readRecording(
  db: Pick<Db, 'select'>,
  { clientId, callId }: { clientId: number; callId: string },
): Promise<Audio> {
  const [sound] = await db
    .select({
      ...{ fileKey: recordings.fileKey, failure: recordings.failure },
      removalAskedAt: recordings.removalAskedAt,
    })
    .from(recordings)
    .where(
      and(eq(recordings.clientId, clientId), eq(recordings.callId, callId), eq(recordings.kind, 'voicemail')),
    )
    .orderBy(desc(recordings.announcedAt))
    .limit(1)
  return sound ? soundOf(sound) : { kind: 'none' }
}
