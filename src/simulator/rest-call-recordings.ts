import { beginTape, canBeTaped, endTape, pauseTape, resumeTape, tapeNamed } from './call-tape.ts'
import { done, notFound, type RestAnswer, refused } from './rest-answer.ts'
import { callbackOf } from './rest-form.ts'
import { recordingJson } from './rest-json.ts'
import type { Switchboard } from './switchboard.ts'

/** Only a call that somebody has answered, and that is not over, can be recorded. */
export function createCallRecording(board: Switchboard, callSid: string, form: URLSearchParams): RestAnswer {
  const leg = board.calls.get(callSid)
  if (!leg) return notFound(`/Calls/${callSid}/Recordings.json`)
  if (!canBeTaped(leg) || board.tapes.has(callSid))
    return refused(400, 21220, 'Requested resource is not eligible for recording')
  const recording = beginTape(board, leg, callbackOf(form, 'RecordingStatusCallback'))
  return done(recordingJson(board, recording), 201)
}

/** Pauses, resumes or stops it. */
export function updateCallRecording(
  board: Switchboard,
  callSid: string,
  name: string,
  form: URLSearchParams,
): RestAnswer {
  const tape = tapeNamed(board, callSid, name)
  if (!tape) {
    const isKnown = board.recordings.get(name)?.callSid === callSid
    return isKnown
      ? refused(400, 21220, 'The recording is over')
      : notFound(`/Calls/${callSid}/Recordings/${name}.json`)
  }
  const status = form.get('Status')
  if (status === 'paused') pauseTape(tape)
  if (status === 'in-progress') resumeTape(tape)
  if (status === 'stopped') endTape(board, tape)
  return done(recordingJson(board, tape.recording))
}
