import type { Action } from '../rules/rule.ts'
import type { Disposition } from './states.ts'

/** What is known of a call when somebody asks how it ended. Instants as milliseconds since 1970. */
export type CallEvidence = {
  action: Action
  /** We placed it. */
  isOutbound: boolean
  arrivedAt: number
  acceptedAt: number | null
  dialEndedAt: number | null
  bridged: boolean
  /** A secretary spoke with him. */
  answeredAt: number | null
  /** He was promised to be called back, which is a task of the secretaries. */
  isPromisedCallback: boolean
  voicemailAt: number | null
  refusedAt: number | null
  recordedSeconds: number | null
  endedAt: number | null
  /** The exchange has the audio of a voicemail of two seconds or more. */
  hasRecording: boolean
  /** An executive rang her own line: that she left nothing is no news to her. */
  isExecutives: boolean
  /** The exchange has already been asked for what it did not tell. */
  exchangeWasAsked: boolean
}

export type Conclusion =
  | { kind: 'concluded'; disposition: Disposition; slip: 'voicemail' | 'missedCall' | null }
  /** Evidence may still be under way: look again at `at`, not before. */
  | { kind: 'tooEarly'; at: number }
  /** The exchange should have said more by now: ask it. */
  | { kind: 'askExchange' }

/** A recording under two seconds is a caller who hung up at the beep. */
export const shortestVoicemailSeconds = 2

/** Callbacks that are sent at a call's end may overtake each other by this much. */
const straysMs = 10_000
/** The audio of a voicemail is announced within this, or the announcement was lost. */
const announcementMs = 60_000
/** After this, a call of which the exchange said nothing more is looked up there. */
export const forgottenAfterMs = 4 * 60 * 60 * 1000

/** How a call ended. Pure; the same evidence always gives the same conclusion. */
export function conclude(call: CallEvidence, now: number): Conclusion {
  if (call.isOutbound) return ofPlaced(call, now)
  if (call.action.kind === 'discard') return concluded('discarded', null)
  if (call.hasRecording) return concluded(call.answeredAt === null ? 'voicemail' : 'answered', 'voicemail')
  if (call.dialEndedAt !== null && wasPutThrough(call)) return concluded('forwarded', null)
  if (call.endedAt === null) return stillRunning(call, now)
  if (now < call.endedAt + straysMs) return { kind: 'tooEarly', at: call.endedAt + straysMs }
  if (isAudioAwaited(call)) return awaitAudio(call, call.endedAt, now)
  return withoutMessage(call)
}

/** Nobody is told of it by a slip, unless she who rang writes one. */
function ofPlaced(call: CallEvidence, now: number): Conclusion {
  if (call.endedAt === null) return stillRunning(call, now)
  if (now < call.endedAt + straysMs) return { kind: 'tooEarly', at: call.endedAt + straysMs }
  return concluded(call.answeredAt === null ? 'notReached' : 'reached', null)
}

const concluded = (disposition: Disposition, slip: 'voicemail' | 'missedCall' | null): Conclusion => ({
  kind: 'concluded',
  disposition,
  slip,
})

const wasPutThrough = ({ action, bridged, acceptedAt }: CallEvidence): boolean =>
  bridged && (acceptedAt !== null || (action.kind === 'forward' && !action.screen))

const stillRunning = (call: CallEvidence, now: number): Conclusion =>
  now < call.arrivedAt + forgottenAfterMs
    ? { kind: 'tooEarly', at: call.arrivedAt + forgottenAfterMs }
    : { kind: 'askExchange' }

const isAudioAwaited = ({ recordedSeconds }: CallEvidence): boolean =>
  (recordedSeconds ?? 0) >= shortestVoicemailSeconds

function awaitAudio(call: CallEvidence, endedAt: number, now: number): Conclusion {
  if (now < endedAt + announcementMs) return { kind: 'tooEarly', at: endedAt + announcementMs }
  return call.exchangeWasAsked ? withoutMessage(call) : { kind: 'askExchange' }
}

/** Accepted and then silence: the dial's own callback was lost, but a person had taken the call. */
function withoutMessage(call: CallEvidence): Conclusion {
  if (call.answeredAt !== null) return concluded('answered', null)
  if (call.isPromisedCallback) return concluded('messageTaken', null)
  if (call.acceptedAt !== null && call.dialEndedAt === null) return concluded('forwarded', null)
  if (call.refusedAt !== null) return concluded('discarded', null)
  return concluded(
    call.voicemailAt === null ? 'abandoned' : 'missed',
    call.isExecutives ? null : 'missedCall',
  )
}
