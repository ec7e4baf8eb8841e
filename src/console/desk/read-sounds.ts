import { findConversations } from '../../call-recordings/find-conversations.ts'
import type { FoundCall } from '../../calls/find-call.ts'
import type { Db } from '../../db/db.ts'
import type { Audio } from '../../messages/queries.ts'
import type { Session } from '../../secretaries/session.ts'
import type { DeskSource } from './desk.ts'
import { readRecording } from './read-recording.ts'

export const nothingHeard: Audio = { kind: 'none' }

/** What he left on the voicemail, and what was recorded of what people said to each other; only where there can be any. */
export async function readSounds(
  db: Db,
  { secretary }: Pick<Session, 'secretary'>,
  { clientId, id: callId, voicemailAt, recordedAt, degraded, answeredById }: FoundCall['call'],
): Promise<Pick<DeskSource, 'audio' | 'conversations'>> {
  const [audio, conversations] = await Promise.all([
    voicemailAt || recordedAt || degraded ? readRecording(db, { clientId, callId }) : nothingHeard,
    answeredById ? findConversations(db, secretary, { clientId, callId, answeredById }) : null,
  ])
  return { audio, conversations }
}
