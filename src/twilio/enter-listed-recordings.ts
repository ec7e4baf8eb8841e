import { inArray } from 'drizzle-orm'
import { recordingIdOf } from '../calls/add-recording.ts'
import { enterRecording } from '../calls/enter-recording.ts'
import { calls, recordings } from '../calls/tables.ts'
import { inChunks } from './in-chunks.ts'
import { isSettled } from './is-settled.ts'
import type { ExchangeRecording } from './listed.ts'
import type { ReconcileContext } from './reconcile.ts'
import { callIdOf } from './webhooks.ts'

/** Voicemails of calls that we know, but of whose audio we were not told. */
export async function enterListedRecordings(
  context: ReconcileContext,
  since: Date,
): Promise<number | 'away'> {
  const listed = await context.gateway.listRecordings({ since })
  if (listed.kind === 'away') return 'away'
  const usable = listed.items.filter(
    (recording) => recording.status === 'completed' && isSettled(context, recording.createdAt),
  )
  const missing = await withoutKnown(context, usable)
  const clients = await findClients(context, missing)
  let entered = 0
  for (const { recordingSid, callSid, durationSeconds: seconds } of missing) {
    const callId = callIdOf(callSid)
    const clientId = clients.get(callId)
    if (clientId === undefined) continue
    await enterRecording(context, { clientId, callId, recordingSid, seconds })
    entered++
  }
  return entered
}

async function withoutKnown({ db }: ReconcileContext, usable: readonly ExchangeRecording[]) {
  const idOf = (recording: ExchangeRecording) => recordingIdOf(recording.recordingSid)
  const rows = await inChunks(usable, (some) =>
    db
      .select({ id: recordings.id })
      .from(recordings)
      .where(inArray(recordings.id, some.map(idOf))),
  )
  const known = new Set(rows.map((row) => row.id))
  return usable.filter((recording) => !known.has(idOf(recording)))
}

/** A recording names its call but no line. */
async function findClients({ db }: ReconcileContext, missing: readonly ExchangeRecording[]) {
  const ids = missing.map((recording) => callIdOf(recording.callSid))
  const rows = await inChunks(ids, (some) =>
    db.select({ id: calls.id, clientId: calls.clientId }).from(calls).where(inArray(calls.id, some)),
  )
  return new Map(rows.map((row) => [row.id, row.clientId]))
}
