import { and, eq } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import { closeTask } from '../tasks/close-task.ts'
import { openTask } from '../tasks/open-task.ts'
import { calls, recordings } from './tables.ts'

export type RemovalContext = Pick<Context, 'db' | 'files' | 'gateway' | 'live' | 'log' | 'now'>
type Key = { readonly clientId: number; readonly id: string }
type Recording = typeof recordings.$inferSelect

const minuteMs = 60_000
/** Longer than any one step takes: after that, whoever claimed it has died. */
const leaseMs = 2 * minuteMs
/** After so many minutes it is tried again, without end: nobody gives up what must go. */
const waitsMinutes = [1, 5, 30, 120, 360]
/** From then on a supervisor knows. */
const toldAfter = 3

/**
 * Erases audio here and at the exchange, and looks that it is gone: the file store has no such file, and the
 * exchange's list of that call does not hold it. What cannot be proved is tried again. Safe to repeat.
 */
export async function removeRecording(context: RemovalContext, key: Key): Promise<'proved' | 'unproved'> {
  const claimed = await claim(context, key)
  if (!claimed) return 'unproved'
  const failure = await erase(context, claimed)
  if (failure) await postpone(context, claimed, failure)
  else await keepProof(context, claimed)
  context.live.changed([key.clientId])
  return failure ? 'unproved' : 'proved'
}

type Claimed = Recording & { readonly callSid: string }

async function claim({ db, now }: RemovalContext, key: Key): Promise<Claimed | null> {
  const [due] = await db
    .select({ recording: recordings, callSid: calls.callSid })
    .from(recordings)
    .innerJoin(calls, and(eq(calls.clientId, recordings.clientId), eq(calls.id, recordings.callId)))
    .where(isRecording(key))
  if (!due?.recording.nextRemovalAt || due.recording.nextRemovalAt > now()) return null
  const { removalAttempts } = due.recording
  const [claimed] = await db
    .update(recordings)
    .set({ removalAttempts: removalAttempts + 1, nextRemovalAt: new Date(now().getTime() + leaseMs) })
    .where(and(isRecording(key), eq(recordings.removalAttempts, removalAttempts)))
    .returning()
  return claimed ? { ...claimed, callSid: due.callSid } : null
}

/** Answers why it is not known to be gone; null where it is. */
async function erase({ files, gateway }: RemovalContext, recording: Claimed): Promise<string | null> {
  const { fileKey, recordingSid, callSid } = recording
  if (fileKey) await files.delete(fileKey)
  const deleted = await gateway.deleteRecording(recordingSid)
  const listed = await gateway.findRecordings(callSid)
  if (fileKey && (await files.read(fileKey))) return 'fileStillThere'
  if (listed.kind === 'away') return deleted === 'away' ? 'exchangeAway' : 'notListed'
  return listed.items.some((item) => item.recordingSid === recordingSid) ? 'stillListed' : null
}

async function keepProof({ db, log, now }: RemovalContext, recording: Claimed): Promise<void> {
  const { clientId, id, callId, removalReason: reason, exchangeDeletedAt } = recording
  const at = now()
  const actor = { kind: 'software' as const, id: null }
  await db.transaction(async (tx) => {
    await tx
      .update(recordings)
      .set({
        ...{ fileKey: null, provedGoneAt: at, nextRemovalAt: null },
        exchangeDeletedAt: exchangeDeletedAt ?? at,
      })
      .where(isRecording(recording))
    await recordAct(tx, {
      ...{ clientId, actor, verb: 'recording.erased', subject: { kind: 'recording', id }, at },
      ...{ before: null, after: { callId, reason } },
    })
    await closeTask(tx, { clientId, kind: 'recordingNotErased', key: id }, at)
  })
  log.info({ event: 'recording.erased', clientId, recordingId: id, reason })
}

async function postpone(context: RemovalContext, recording: Claimed, failure: string): Promise<void> {
  const { clientId, id, callId, removalAttempts: attempts } = recording
  const now = context.now()
  const minutes = waitsMinutes[attempts - 1] ?? 720
  await context.db.transaction(async (tx) => {
    const nextRemovalAt = new Date(now.getTime() + minutes * minuteMs)
    await tx.update(recordings).set({ nextRemovalAt }).where(isRecording(recording))
    if (attempts < toldAfter) return
    const details = { recordingId: id, callId, reason: failure }
    await openTask(
      tx,
      { clientId, audience: 'supervisor', kind: 'recordingNotErased', key: id, details },
      now,
    )
  })
  context.log.warn({ event: 'recording.notErased', clientId, recordingId: id, attempts, failure })
}

const isRecording = ({ clientId, id }: Key) => and(eq(recordings.clientId, clientId), eq(recordings.id, id))
