import { talkedSeconds } from './call-fields.ts'
import { hourOf, type Leg } from './leg.ts'
import type { Message } from './message.ts'
import { type Recording, recordingUrl } from './recording.ts'
import { restDate } from './rest-page.ts'
import { segmentsShown } from './send-message.ts'
import type { Line, Switchboard } from './switchboard.ts'

const VERSION = '2010-04-01'

export function accountPath(board: Switchboard): string {
  return `/${VERSION}/Accounts/${board.accountSid}`
}

export function messageJson(board: Switchboard, message: Message): object {
  const uri = `${accountPath(board)}/Messages/${message.sid}`
  return {
    sid: message.sid,
    account_sid: board.accountSid,
    api_version: VERSION,
    body: message.body,
    direction: message.direction,
    from: message.from || null,
    to: message.to,
    status: message.status,
    error_code: message.errorCode,
    error_message: null,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.mediaUrls.length),
    num_segments: segmentsShown(message),
    price: null,
    price_unit: 'USD',
    date_created: restDate(message.createdAt),
    date_sent: restDate(message.sentAt),
    date_updated: restDate(message.updatedAt),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json`, feedback: `${uri}/Feedback.json` },
  }
}

export function callJson(board: Switchboard, leg: Leg): object {
  const uri = `${accountPath(board)}/Calls/${leg.sid}`
  const endedAt = leg.endedAtSeconds === null ? null : hourOf(leg.clock, leg.endedAtSeconds)
  return {
    sid: leg.sid,
    account_sid: board.accountSid,
    api_version: VERSION,
    parent_call_sid: leg.parentSid,
    direction: leg.direction,
    from: leg.from,
    from_formatted: leg.from,
    to: leg.to,
    to_formatted: leg.to,
    forwarded_from: leg.forwardedFrom,
    caller_name: leg.callerName,
    status: leg.status,
    duration: endedAt === null ? null : String(Math.round(talkedSeconds(leg))),
    start_time: restDate(startOf(leg)),
    end_time: restDate(endedAt),
    date_created: restDate(leg.createdAt),
    date_updated: restDate(endedAt ?? leg.createdAt),
    phone_number_sid: board.lines.get(leg.to)?.sid ?? '',
    answered_by: null,
    annotation: null,
    group_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    trunk_sid: '',
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json` },
  }
}

/** Twilio leaves it empty until a call has begun. */
export function startOf(leg: Leg): Date | null {
  return leg.status === 'queued' ? null : leg.createdAt
}

export function recordingJson(board: Switchboard, recording: Recording): object {
  const isDone = recording.status === 'completed' || recording.status === 'absent'
  return {
    sid: recording.sid,
    account_sid: board.accountSid,
    api_version: VERSION,
    call_sid: recording.callSid,
    conference_sid: recording.conferenceSid,
    status: recording.status,
    source: recording.source,
    channels: 1,
    duration: isDone ? String(recording.status === 'absent' ? 0 : recording.durationSeconds) : null,
    start_time: restDate(recording.createdAt),
    date_created: restDate(recording.createdAt),
    date_updated: restDate(recording.createdAt),
    error_code: null,
    price: null,
    price_unit: 'USD',
    encryption_details: null,
    media_url: recordingUrl(board, recording),
    uri: `${accountPath(board)}/Recordings/${recording.sid}.json`,
    subresource_uris: {},
  }
}

export function numberJson(board: Switchboard, line: Line): object {
  return {
    sid: line.sid,
    account_sid: board.accountSid,
    api_version: VERSION,
    phone_number: line.number,
    friendly_name: line.number,
    capabilities: { voice: true, sms: true, mms: false, fax: false },
    voice_url: line.voiceUrl,
    voice_method: 'POST',
    voice_fallback_url: line.voiceFallbackUrl,
    voice_fallback_method: 'POST',
    sms_url: line.smsUrl,
    sms_method: 'POST',
    sms_fallback_url: line.smsFallbackUrl,
    sms_fallback_method: 'POST',
    status_callback: line.statusCallback,
    status_callback_method: 'POST',
    status: 'in-use',
    origin: 'twilio',
    beta: false,
    uri: `${accountPath(board)}/IncomingPhoneNumbers/${line.sid}.json`,
  }
}
