import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { openTask } from '../tasks/open-task.ts'
import { shortestVoicemailSeconds } from './conclude.ts'
import { recordings } from './tables.ts'

type FetchContext = Pick<Context, 'db' | 'files' | 'gateway' | 'live' | 'log' | 'now'>
type Key = { readonly clientId: number; readonly id: string }
type Recording = typeof recordings.$inferSelect

const shortest = { voicemail: shortestVoicemailSeconds, conversation: 1 }

const minuteMs = 60_000
/** Longer than any one step takes: after that, whoever claimed it has died. */
const leaseMs = 2 * minuteMs
/** After so many minutes it is tried again; then given up, three days on. The exchange still has it. */
const waitsMinutes = [0.25, 0.5, 2, 10, 30, 60, 180, 360, 720, 720, 1440, 1440]
/** What is not there and will not be: a few tries, in case the exchange was not yet done with it. */
const hopelessWaits = 4

/**
 * Brings the audio of a call here and deletes it at the exchange, in that order; each step may run twice.
 * A voicemail that is too short to be a message is only deleted. What is stored is what comes: mp3 from Twilio, WAV from an exchange that keeps no mp3.
 */
export async function fetchRecording(context: FetchContext, key: Key): Promise<void> {
  const recording = await claim(context, key)
  if (!recording) return
  const isWorthIt = recording.seconds >= shortest[recording.kind]
  const failure = recording.storedAt || !isWorthIt ? null : await store(context, recording)
  const deleted = failure ? null : await context.gateway.deleteRecording(recording.recordingSid)
  if (deleted === 'deleted') {
    await update(context, key, { exchangeDeletedAt: context.now(), nextAttemptAt: null, failure: null })
    context.log.info({ event: 'recording.moved', clientId: key.clientId, recordingId: key.id })
  } else await postpone(context, recording, failure)
}

async function claim({ db, now }: FetchContext, key: Key): Promise<Recording | undefined> {
  const [due] = await db.select().from(recordings).where(isRecording(key))
  if (!due?.nextAttemptAt || due.nextAttemptAt > now()) return
  const [claimed] = await db
    .update(recordings)
    .set({ attempts: due.attempts + 1, nextAttemptAt: new Date(now().getTime() + leaseMs) })
    .where(and(isRecording(key), eq(recordings.attempts, due.attempts)))
    .returning()
  return claimed
}

/** Answers why it could not; null when the audio is here. */
async function store(context: FetchContext, recording: Recording): Promise<string | null> {
  const { clientId, id, recordingSid } = recording
  const fetched = await context.gateway.fetchRecording(recordingSid)
  if (fetched.kind !== 'fetched') return fetched.kind
  const fileKey = `clients/${clientId}/recordings/${id}.${endings[fetched.contentType] ?? 'audio'}`
  await context.files.put(fileKey, fetched.bytes, fetched.contentType)
  const isKept = await context.db
    .update(recordings)
    .set({ fileKey, storedAt: context.now() })
    .where(and(isRecording(recording), isNull(recordings.removalAskedAt)))
    .returning({ id: recordings.id })
  // Whoever wants it erased did not know of a file that was only being written.
  if (isKept.length === 0) await context.files.delete(fileKey)
  context.live.changed([clientId])
  return null
}

const endings: Record<string, string> = {
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/wav': 'wav',
  'audio/wave': 'wav',
  'audio/x-wav': 'wav',
}

async function postpone(context: FetchContext, recording: Recording, failure: string | null): Promise<void> {
  const { clientId, id, callId, attempts } = recording
  const isHopeless = failure !== null && failure !== 'away'
  const minutes = isHopeless && attempts > hopelessWaits ? undefined : waitsMinutes[attempts - 1]
  const now = context.now()
  if (minutes !== undefined) {
    await update(context, recording, { nextAttemptAt: new Date(now.getTime() + minutes * minuteMs) })
    context.log.warn({ event: 'recording.postponed', clientId, recordingId: id, attempts, failure })
    return
  }
  const reason = failure ?? 'notDeleted'
  const details = { recordingId: id, callId, reason }
  await context.db.transaction(async (tx) => {
    await tx.update(recordings).set({ nextAttemptAt: null, failure: reason }).where(isRecording(recording))
    await openTask(tx, { clientId, audience: 'supervisor', kind: 'strandedRecording', key: id, details }, now)
  })
  context.log.error({ event: 'recording.givenUp', clientId, recordingId: id, reason })
}

const isRecording = ({ clientId, id }: Key) => and(eq(recordings.clientId, clientId), eq(recordings.id, id))

const update = ({ db }: FetchContext, key: Key, changes: Partial<Recording>) =>
  db.update(recordings).set(changes).where(isRecording(key))
