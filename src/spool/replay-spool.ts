import { sql } from 'drizzle-orm'
import { receiveCallReport } from '../alerts/receive-call-report.ts'
import { recordAlertKey } from '../alerts/record-alert-key.ts'
import { enterLiveStep } from '../answering/enter-live-step.ts'
import { noteRefusal } from '../call-recordings/announce-recording.ts'
import { recordConversation } from '../call-recordings/record-conversation.ts'
import { unknownClientId } from '../calls/degrade.ts'
import { recordDialEnd } from '../calls/end-dial.ts'
import { enterDegradedCall } from '../calls/enter-degraded-call.ts'
import { findCallClient } from '../calls/queries.ts'
import type { AnswerPath } from '../calls/receive-call.ts'
import { recordCallStatus, recordRecordingStatus, recordVoicemail } from '../calls/record-call-progress.ts'
import { recordKey } from '../calls/screen-call.ts'
import type { Context } from '../context.ts'
import { recordStatus } from '../deliveries/record-status.ts'
import { receiveText } from '../texts/receive-text.ts'
import { recordIncident } from '../twilio/record-incident.ts'
import { recordUnrouted } from '../twilio/record-unrouted.ts'
import type { TextReceived } from '../twilio/webhooks.ts'
import type { Replayed } from './enter-file.ts'
import type { SpoolEntry } from './entry.ts'

type Needs = Context & AnswerPath

/** After this long an entry whose call never turned up, or that nobody can enter, is not tried again. */
const hopelessAfterMs = 60 * 60 * 1000

/** Enters into the database what was answered without it. Every entry may be entered twice. */
export async function replaySpool(context: Needs): Promise<number> {
  if (await context.spool.isEmpty()) return 0
  await context.db.execute(sql`select 1`)
  if (!context.directory.isComplete()) await context.directory.refresh()
  const entered = await context.spool.replay((entry, triedSince) => enterOrWait(context, entry, triedSince))
  if (entered > 0) context.log.info({ event: 'spool.replayed', entered })
  return entered
}

async function enterOrWait(context: Needs, entry: SpoolEntry, triedSince: Date): Promise<Replayed> {
  // What is left is entered by the process that comes after this one.
  context.stopping.signal.throwIfAborted()
  const isHopeless = Date.now() - triedSince.getTime() > hopelessAfterMs
  try {
    if (await enter(context, entry)) return 'entered'
  } catch (error) {
    if (!isHopeless) throw error
    context.log.error({ event: 'spool.hopeless', kind: entry.kind, err: error })
  }
  if (!isHopeless) return 'later'
  await setAside(context, entry)
  return 'entered'
}

/** Kept for the agency to look at, but for the mere progress of a call that was never one of ours. */
async function setAside(context: Needs, entry: SpoolEntry): Promise<void> {
  if (entry.kind === 'callStatus') return context.log.info({ event: 'spool.nobodysStatus' })
  await recordUnrouted(context, entry.kind === 'text' ? 'text' : 'call', { spooled: JSON.stringify(entry) })
}

/** Answers false where the call it belongs to is not known yet. */
async function enter(context: Needs, entry: SpoolEntry): Promise<boolean> {
  const at = new Date(entry.at)
  switch (entry.kind) {
    case 'call':
      return enterDegradedCall(context, entry.arrived, entry.heard, at)
    case 'key':
      return ofCall(context, entry.clientId, entry.callId, (clientId) =>
        recordKey(context, { ...entry, clientId, at }),
      )
    case 'dialEnded':
      return ofCall(context, entry.clientId, entry.ended.callId, async (clientId) =>
        Boolean(await recordDialEnd(context, { clientId, at }, entry.ended)),
      )
    case 'recorded':
      return ofCall(context, entry.clientId, entry.recorded.callId, (clientId) =>
        recordVoicemail(context, { clientId, at }, entry.recorded),
      )
    case 'recording':
      return ofCall(context, entry.clientId, entry.recording.callId, (clientId) =>
        recordRecordingStatus(context, { clientId, at }, entry.recording),
      )
    case 'conversation':
      return ofCall(context, entry.clientId, entry.recording.callId, (clientId) =>
        recordConversation(context, { clientId, at }, entry.recording),
      )
    case 'recordingRefused':
      // Who was never told that he may be recorded has no row, and needs none.
      return ofCall(context, entry.clientId, entry.callId, (clientId) =>
        noteRefusal(context, { clientId, callId: entry.callId }, at).then(() => true),
      )
    case 'wish':
    case 'queueLeft':
    case 'joined':
    case 'conferenceLeft':
    case 'legEnded':
    case 'conference':
    case 'executiveLeft':
    case 'transferAccepted':
    case 'telephoneTaken':
    case 'called':
      return ofCall(context, entry.clientId, entry.callId, (clientId) =>
        enterLiveStep(context, { ...entry, clientId }, at),
      )
    case 'callStatus':
      return ofCall(context, clientOf(context, entry.status.to), entry.status.callId, (clientId) =>
        recordCallStatus(context, { clientId, at }, entry.status),
      )
    case 'text':
      return enterText(context, entry.received, at)
    case 'textStatus':
      return recordStatus(context, entry).then(() => true)
    case 'alertKey':
      return recordAlertKey(context, entry, at)
    case 'placedCallStatus':
      return receiveCallReport(context, entry).then(() => true)
    case 'incident':
      return recordIncident(context, entry.incident, at).then(() => true)
    default:
      return entry satisfies never
  }
}

const clientOf = ({ directory }: Needs, line: string): number =>
  directory.findLine(line)?.line.clientId ?? unknownClientId

/** Steps of a call that was answered before its client was known find it by the call itself. */
async function ofCall(
  context: Needs,
  clientId: number,
  callId: string,
  record: (clientId: number) => Promise<boolean>,
): Promise<boolean> {
  const known = clientId === unknownClientId ? await findCallClient(context.db, callId) : clientId
  return known === null ? false : record(known)
}

async function enterText(context: Needs, received: TextReceived, at: Date): Promise<boolean> {
  const found = context.directory.findLine(received.to)
  if (!found) return false
  await receiveText({ ...context, now: () => at }, received, found)
  return true
}
