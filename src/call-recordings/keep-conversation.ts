import { and, eq, sql } from 'drizzle-orm'
import { addRecording, recordingIdOf } from '../calls/add-recording.ts'
import { askRemoval } from '../calls/ask-removal.ts'
import { calls, type RemovalReason } from '../calls/tables.ts'
import { clients } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { isCallRecording } from './queries.ts'
import { callRecordings } from './tables.ts'

type Told = {
  readonly clientId: number
  readonly callId: string
  readonly recordingSid: string
  readonly seconds: number
  readonly at: Date
}

/**
 * The exchange has what people said to each other. Kept where its caller was told and did not refuse; erased at once
 * where not. Safe to repeat, in any order. False for a call that is not known.
 */
export async function keepConversation(
  { db, jobs, live, log }: Pick<Context, 'db' | 'jobs' | 'live' | 'log'>,
  told: Told,
): Promise<boolean> {
  const { clientId, callId, recordingSid, at } = told
  const id = recordingIdOf(recordingSid)
  const unwanted = await db.transaction(async (tx) => {
    const call = await findCall(tx, told)
    if (!call) return 'unknownCall'
    await addRecording(tx, { kind: 'conversation', ...told })
    await closeRecorder(tx, told)
    const reason = await whyNot(tx, told)
    if (reason) await askRemoval(tx, { clientId, ids: [id], reason, byId: null, at })
    return reason
  })
  if (unwanted === 'unknownCall') return false
  if (unwanted)
    log.warn({ event: 'callRecording.unwanted', clientId, callId, recordingId: id, reason: unwanted })
  else void jobs.add('recordings', { clientId, id, epoch: 0 })
  live.changed([clientId])
  live.changed([clientId], 'floor')
  return true
}

async function findCall(tx: Transaction, { clientId, callId }: Told) {
  const [call] = await tx
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.clientId, clientId), eq(calls.id, callId)))
  return call
}

/** The exchange does not record that call any more, whatever we told it last. */
async function closeRecorder(tx: Transaction, told: Told): Promise<void> {
  await tx
    .update(callRecordings)
    .set({
      state: sql`case when ${callRecordings.state} = 'failed' then 'failed' else 'stopped' end`,
      recordingSid: sql`coalesce(${callRecordings.recordingSid}, ${told.recordingSid})`,
      closedAt: sql`coalesce(${callRecordings.closedAt}, ${told.at.toISOString()}::timestamptz)`,
    })
    .where(isCallRecording(told))
}

async function whyNot(tx: Transaction, told: Told): Promise<RemovalReason | null> {
  const [row] = await tx
    .select({
      ...{ heardAt: callRecordings.heardAt, refusedAt: callRecordings.refusedAt },
      ...{ state: callRecordings.state, health: clients.health },
    })
    .from(callRecordings)
    .innerJoin(clients, eq(clients.clientId, callRecordings.clientId))
    .where(isCallRecording(told))
  if (!row?.heardAt || row.state === 'failed') return 'unannounced'
  if (row.health) return 'health'
  return row.refusedAt ? 'refused' : null
}
