import { endLiveCall } from '../answering/end-live-call.ts'
import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import type { CallStatus, Recorded, RecordingStatus } from '../twilio/webhooks.ts'
import { addRecording, recordingIdOf } from './add-recording.ts'
import { thanks } from './answer.ts'
import { shortestVoicemailSeconds } from './conclude.ts'
import { recordEvidence } from './record-evidence.ts'
import { isOver } from './states.ts'
import type { VoiceAnswer } from './voice-answer.ts'

type Needs = Pick<Context, 'answers' | 'live' | 'jobs' | 'db' | 'directory' | 'gateway' | 'log' | 'rings'>
type Place = { clientId: number; at: Date }

/** The beep sounded and the caller spoke, hung up or said nothing. The audio follows by its own callback. */
export async function recordVoicemail(
  context: Pick<Context, 'answers'>,
  { clientId, at }: Place,
  { callId, seconds }: Recorded,
): Promise<boolean> {
  const evidence = {
    clientId,
    callId,
    key: 'recorded',
    at,
    details: { seconds },
    voicemailAt: at,
    recordedAt: at,
  }
  return (await recordEvidence(context.answers, { ...evidence, recordedSeconds: seconds })) !== null
}

/** He is thanked, if he is still there. */
export const afterVoicemail = (client: Client | null, { callerGone }: Recorded): VoiceAnswer =>
  callerGone ? { kind: 'hangUp' } : thanks(client)

/** The exchange says how a call stands. Answers whether that call is known. */
export async function recordCallStatus(
  context: Needs,
  { clientId, at }: Place,
  status: CallStatus,
): Promise<boolean> {
  const over = status.knownStatus !== null && isOver(status.knownStatus)
  const seen = await recordEvidence(context.answers, {
    clientId,
    callId: status.callId,
    key: `status-${status.sequence}-${status.status}`,
    at,
    details: {
      status: status.status,
      durationSeconds: status.durationSeconds,
      ...(status.oddDuration === undefined ? {} : { oddDuration: status.oddDuration }),
    },
    ...(status.knownStatus ? { exchangeStatus: status.knownStatus } : {}),
    ...(status.durationSeconds === null ? {} : { durationSeconds: status.durationSeconds }),
    ...(over ? { endedAt: at, concludeAt: at } : {}),
  })
  if (seen?.wasQueued && over) await endLiveCall(context, { clientId, callId: status.callId }, at)
  if (seen && over) nudge(context, clientId, status.callId, at)
  return seen !== null
}

/**
 * There is audio at the exchange, or there is none. One that is too short to be a message is noted all the same,
 * so that it is deleted there. Answers whether that call is known.
 */
export async function recordRecordingStatus(
  context: Needs,
  { clientId, at }: Place,
  { callId, recordingSid, seconds, status }: RecordingStatus,
): Promise<boolean> {
  const isUsable = status === 'completed' && seconds >= shortestVoicemailSeconds
  const seen = await recordEvidence(context.answers, {
    clientId,
    callId,
    key: `recording-${status}`,
    at,
    details: { status, seconds },
    voicemailAt: at,
    ...(isUsable ? { recordedSeconds: seconds, concludeAt: at } : {}),
  })
  if (!seen || !recordingSid || status !== 'completed') return seen !== null

  await addRecording(context.db, { clientId, callId, recordingSid, seconds, at })
  void context.jobs.add('recordings', { clientId, id: recordingIdOf(recordingSid), epoch: 0 })
  if (isUsable) nudge(context, clientId, callId, at)
  return true
}

/** Tells the boards and the worker. The row says when the call is due; a nudge that is lost costs only time. */
function nudge({ live, jobs }: Needs, clientId: number, callId: string, at: Date): void {
  live.changed([clientId])
  void jobs.add('calls', { clientId, id: callId, epoch: at.getTime() })
}
