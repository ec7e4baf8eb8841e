import type { Db, Transaction } from '../db/db.ts'
import { idFrom } from '../ids.ts'
import { recordings } from './tables.ts'

export const recordingIdOf = (recordingSid: string): string => idFrom('recording', recordingSid)

/** Notes that the exchange has audio of a call; a worker fetches it. Safe to repeat. */
export async function addRecording(
  db: Db | Transaction,
  { kind = 'voicemail', clientId, callId, recordingSid, seconds, at }: RecordingFound,
): Promise<void> {
  await db
    .insert(recordings)
    .values({
      clientId,
      id: recordingIdOf(recordingSid),
      callId,
      kind,
      recordingSid,
      seconds,
      announcedAt: at,
      nextAttemptAt: at,
    })
    .onConflictDoNothing()
}

type RecordingFound = {
  kind?: 'voicemail' | 'conversation'
  clientId: number
  callId: string
  recordingSid: string
  seconds: number
  at: Date
}
