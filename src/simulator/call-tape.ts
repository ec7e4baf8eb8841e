import { isOver, type Leg, type StatusCallback } from './leg.ts'
import { notify } from './notify.ts'
import { type Recording, recordingFields, startRecording } from './recording.ts'
import { type Switchboard, track } from './switchboard.ts'

/** `since`: when it last began to turn, by the leg's clock; `null` while it stands still. */
export type Tape = {
  recording: Recording
  leg: Leg
  since: number | null
  seconds: number
  callback: StatusCallback | null
}

/** Records a call under way by wish of the REST interface, until it is stopped or the call ends. */
export function beginTape(board: Switchboard, leg: Leg, callback: StatusCallback | null): Recording {
  const recording = startRecording(board, leg, 'StartCallRecordingAPI')
  const tape = { recording, leg, since: leg.clock.seconds(), seconds: 0, callback }
  board.tapes.set(leg.sid, tape)
  report(board, tape)
  void track(
    board,
    leg.ended.done.then(() => endTape(board, tape)),
  )
  return recording
}

/** What is said meanwhile is not kept. */
export function pauseTape(tape: Tape): void {
  if (tape.since === null) return
  tape.seconds += Math.max(1, tape.leg.clock.seconds() - tape.since)
  tape.since = null
  tape.recording.status = 'paused'
}

export function resumeTape(tape: Tape): void {
  if (tape.recording.status !== 'paused') return
  tape.since = tape.leg.clock.seconds()
  tape.recording.status = 'in-progress'
}

/** Safe to repeat. */
export function endTape(board: Switchboard, tape: Tape): void {
  const { recording, leg } = tape
  pauseTape(tape)
  if (recording.status === 'completed' || recording.status === 'absent') return
  recording.status = 'completed'
  recording.durationSeconds = Math.round(tape.seconds)
  if (board.tapes.get(leg.sid) === tape) board.tapes.delete(leg.sid)
  report(board, tape)
}

/** Which of the call's recordings is under way; `Twilio.CURRENT` names it too. */
export function tapeNamed(board: Switchboard, callSid: string, name: string): Tape | null {
  const tape = board.tapes.get(callSid)
  return tape && ['Twilio.CURRENT', tape.recording.sid].includes(name) ? tape : null
}

export const canBeTaped = (leg: Leg): boolean => leg.status === 'in-progress' && !isOver(leg)

function report(board: Switchboard, { recording, leg, callback }: Tape): void {
  if (!callback?.events.has(recording.status)) return
  const { url, method } = callback
  const fields = recordingFields(board, recording)
  const webhook = { kind: 'recording' as const, url, method, fields, about: recording.callSid }
  track(board, leg.clock.during(notify(board, webhook)))
}
