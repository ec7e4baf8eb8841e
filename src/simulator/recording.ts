import type { Leg } from './leg.ts'
import type { FormFields } from './signature.ts'
import type { Switchboard } from './switchboard.ts'

export type Recording = {
  sid: string
  callSid: string
  conferenceSid: string | null
  createdAt: Date
  status: 'in-progress' | 'paused' | 'completed' | 'absent'
  source: 'RecordVerb' | 'DialVerb' | 'Conference' | 'StartCallRecordingAPI'
  durationSeconds: number
  /** What was said, when it was typed; sound, when it was really recorded. */
  text: string
  sound: Buffer | null
  removedAt: Date | null
}

export function startRecording(
  board: Switchboard,
  leg: Leg,
  source: Recording['source'],
  conferenceSid: string | null = null,
): Recording {
  const recording: Recording = {
    sid: board.makeSid('RE'),
    callSid: leg.sid,
    conferenceSid,
    createdAt: board.now(),
    status: 'in-progress',
    source,
    durationSeconds: 0,
    text: '',
    sound: null,
    removedAt: null,
  }
  board.recordings.set(recording.sid, recording)
  return recording
}

/** Without extension: callers append `.wav` or `.mp3`. */
export function recordingUrl(board: Switchboard, recording: Recording): string {
  return `${board.apiUrl}/2010-04-01/Accounts/${board.accountSid}/Recordings/${recording.sid}`
}

/** What the status callback says; Twilio sends neither From nor To nor CallStatus with it, of a conference no call. */
export function recordingFields(board: Switchboard, recording: Recording): FormFields {
  const { status, conferenceSid } = recording
  return {
    AccountSid: board.accountSid,
    ...(conferenceSid === null ? { CallSid: recording.callSid } : { ConferenceSid: conferenceSid }),
    RecordingSid: recording.sid,
    RecordingUrl: recordingUrl(board, recording),
    RecordingStatus: status,
    ...(status === 'completed' ? { RecordingDuration: String(recording.durationSeconds) } : {}),
    RecordingChannels: '1',
    RecordingStartTime: recording.createdAt.toUTCString().replace('GMT', '+0000'),
    RecordingSource: recording.source,
    RecordingTrack: 'both',
    ErrorCode: '0',
  }
}
