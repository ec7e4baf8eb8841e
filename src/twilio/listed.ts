import type { CallInstance } from 'twilio/lib/rest/api/v2010/account/call.js'
import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js'
import type { RecordingInstance } from 'twilio/lib/rest/api/v2010/account/recording.js'

/** What the exchange's lists say, in our words. Instants are null where it has none yet. */
export type ExchangeCall = {
  readonly callSid: string
  readonly parentCallSid: string | null
  readonly direction: string
  readonly from: string
  readonly to: string
  readonly status: string
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly durationSeconds: number
  readonly forwardedFrom: string | null
}

export type ExchangeText = {
  readonly messageSid: string
  readonly direction: string
  readonly from: string
  readonly to: string
  readonly body: string
  readonly status: string
  readonly errorCode: string | null
  readonly segments: number
  readonly mediaCount: number
  readonly createdAt: Date
}

export type ExchangeRecording = {
  readonly recordingSid: string
  readonly callSid: string
  readonly status: string
  /** Of what people said to each other, or else what a caller left on the voicemail. */
  readonly isConversation: boolean
  readonly durationSeconds: number
  readonly createdAt: Date
}

export const toCall = (call: CallInstance): ExchangeCall => ({
  callSid: call.sid,
  parentCallSid: call.parentCallSid || null,
  direction: call.direction,
  from: call.from ?? '',
  to: call.to ?? '',
  status: call.status,
  startedAt: call.startTime ?? null,
  endedAt: call.endTime ?? null,
  durationSeconds: Number(call.duration) || 0,
  forwardedFrom: call.forwardedFrom || null,
})

export const toText = (text: MessageInstance): ExchangeText => ({
  messageSid: text.sid,
  direction: text.direction,
  from: text.from ?? '',
  to: text.to ?? '',
  body: text.body ?? '',
  status: text.status,
  errorCode: text.errorCode ? String(text.errorCode) : null,
  segments: Number(text.numSegments) || 0,
  mediaCount: Number(text.numMedia) || 0,
  createdAt: text.dateCreated,
})

export const toRecording = (recording: RecordingInstance): ExchangeRecording => ({
  recordingSid: recording.sid,
  callSid: recording.callSid,
  status: recording.status,
  isConversation: recording.source === 'StartCallRecordingAPI',
  durationSeconds: Number(recording.duration) || 0,
  createdAt: recording.dateCreated,
})
