import type { Db, Transaction } from '../db/db.ts'
import { idFrom } from '../ids.ts'
import { recordings } from './tables.ts'

export const recordingIdOf = (recordingSid: string): string => idFrom('recording', recordingSid)

/** Notes that the exchange has the audio of a voicemail; a worker fetches it. Safe to repeat. */
export async function addRecording(
  db: Db | Transaction,
  { clientId, callId, recordingSid, seconds, at }: RecordingFound,
): Promise<void> {
  await db
    .insert(recordings)
    .values({
      clientId,
      id: recordingIdOf(recordingSid),
      callId,
      recordingSid,
      seconds,
      announcedAt: at,
      nextAttemptAt: at,
    })
    .onConflictDoNothing()
}

type RecordingFound = {
  clientId: number
  callId: string
  recordingSid: string
  seconds: number
  at: Date
}
