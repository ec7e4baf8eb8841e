import type { Leg } from '../leg.ts'
import { notify } from '../notify.ts'
import { recordingFields, startRecording } from '../recording.ts'
import { type Switchboard, track } from '../switchboard.ts'
import type { Conference } from './conference.ts'

/** From the moment two are connected, if one of them came in with the wish. `leg` lends its clock. */
export function beginRecording(board: Switchboard, conference: Conference, leg: Leg): void {
  if (!conference.isToBeRecorded) return
  const recording = startRecording(board, leg, 'Conference', conference.sid)
  conference.tape = { recording, leg, since: leg.clock.seconds(), seconds: 0 }
  report(board, conference)
}

/** What is said while it is paused is not kept. */
export function pauseRecording(conference: Conference): void {
  const { tape } = conference
  if (!tape || tape.since === null) return
  tape.seconds += tape.leg.clock.seconds() - tape.since
  tape.since = null
  tape.recording.status = 'paused'
}

export function resumeRecording(conference: Conference): void {
  const { tape } = conference
  if (tape?.recording.status !== 'paused') return
  tape.since = tape.leg.clock.seconds()
  tape.recording.status = 'in-progress'
}

/** Safe to repeat. */
export function endRecording(board: Switchboard, conference: Conference): void {
  pauseRecording(conference)
  const { tape } = conference
  if (!tape || tape.recording.status === 'completed') return
  tape.recording.status = 'completed'
  tape.recording.durationSeconds = Math.round(tape.seconds)
  report(board, conference)
}

function report(board: Switchboard, { tape, recordingCallback: callback }: Conference): void {
  if (!tape || !callback?.events.has(tape.recording.status)) return
  const { recording, leg } = tape
  const { url, method } = callback
  const fields = recordingFields(board, recording)
  const webhook = { kind: 'recording' as const, url, method, fields, about: recording.sid }
  track(board, leg.clock.during(notify(board, webhook)))
}
