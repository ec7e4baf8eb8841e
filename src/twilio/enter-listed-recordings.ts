import { and, eq, inArray } from 'drizzle-orm'
import { keepConversation } from '../call-recordings/keep-conversation.ts'
import { recordingIdOf } from '../calls/add-recording.ts'
import { enterRecording } from '../calls/enter-recording.ts'
import { calls, recordings } from '../calls/tables.ts'
import { inChunks } from './in-chunks.ts'
import { isSettled } from './is-settled.ts'
import type { ReconcileContext } from './reconcile.ts'
import { callIdOf } from './webhooks.ts'

/** Voicemails and conversations of calls that we know, but of whose audio we were not told. */
export async function enterListedRecordings(
  context: ReconcileContext,
  since: Date,
): Promise<number | 'away'> {
  const listed = await context.gateway.listRecordings({ since })
  if (listed.kind === 'away') return 'away'
  const usable = listed.items.filter(
    (recording) => recording.status === 'completed' && isSettled(context, recording.createdAt),
  )
  const known = await findCalls(
    context,
    usable.map(({ callSid }) => callIdOf(callSid)),
  )
  let entered = 0
  for (const { recordingSid, callSid, isConversation, durationSeconds: seconds } of usable) {
    const callId = callIdOf(callSid)
    const call = known.get(callId)
    if (!call || call.recordingIds.has(recordingIdOf(recordingSid))) continue
    const found = { clientId: call.clientId, callId, recordingSid, seconds }
    if (isConversation) await keepConversation(context, { ...found, at: context.now() })
    else await enterRecording(context, found)
    entered++
  }
  return entered
}

type KnownCall = { clientId: number; recordingIds: Set<string | null> }

/** A recording names its call but no line: whose call it is, is looked for over all clients. */
async function findCalls({ db }: ReconcileContext, callIds: readonly string[]) {
  const rows = await inChunks(callIds, (some) =>
    db
      .select({ callId: calls.id, clientId: calls.clientId, recordingId: recordings.id })
      .from(calls)
      .leftJoin(recordings, and(eq(recordings.clientId, calls.clientId), eq(recordings.callId, calls.id)))
      .where(inArray(calls.id, some)),
  )
  const known = new Map<string, KnownCall>()
  for (const { callId, clientId, recordingId } of rows) {
    const call = known.get(callId) ?? { clientId, recordingIds: new Set() }
    known.set(callId, call)
    call.recordingIds.add(recordingId)
  }
  return known
}
