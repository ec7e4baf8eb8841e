import { endRecording, pauseRecording, resumeRecording } from './conferences/record-conference.ts'
import type { Recording } from './recording.ts'
import { done, notFound, type RestAnswer, refused } from './rest-answer.ts'
import { accountPath, recordingJson } from './rest-json.ts'
import { isWithin, pageOf } from './rest-page.ts'
import { murmur } from './sound.ts'
import type { Switchboard } from './switchboard.ts'

export function listRecordings(board: Switchboard, query: Record<string, string>, path = ''): RestAnswer {
  const wanted = (sid: string | undefined, value: string | null) => !sid || sid === value
  const found = [...board.recordings.values()]
    .filter(({ removedAt }) => removedAt === null)
    .filter(({ callSid }) => wanted(query.CallSid, callSid))
    .filter(({ conferenceSid }) => wanted(query.ConferenceSid, conferenceSid))
    .filter((recording) => isWithin(recording.createdAt, query, 'DateCreated'))
    .reverse()
  const address = `${accountPath(board)}${path}/Recordings.json`
  return done(pageOf('recordings', address, query, found, (recording) => recordingJson(board, recording)))
}

/** `RE….wav`, or `RE….json` and `RE…` for what is known about it. It keeps no mp3: that needs an encoder. */
export function fetchRecording(board: Switchboard, name: string): RestAnswer {
  const [sid = '', ending = 'json'] = name.split('.')
  const recording = present(board, sid)
  if (!recording || recording.status === 'absent') return notFound(`/Recordings/${name}`)
  if (ending === 'json') return done(recordingJson(board, recording))
  if (ending !== 'wav') return notFound(`/Recordings/${name}`)
  return { kind: 'sound', body: recording.sound ?? murmur(recording.durationSeconds), type: 'audio/x-wav' }
}

export function removeRecording(board: Switchboard, name: string, now: Date): RestAnswer {
  const recording = present(board, name.split('.', 1)[0] ?? '')
  if (!recording) return notFound(`/Recordings/${name}`)
  recording.removedAt = now
  recording.sound = null
  return { kind: 'empty' }
}

/** Pauses, resumes or stops the recording of a conference; `Twilio.CURRENT` is the one under way. */
export function updateConferenceRecording(
  board: Switchboard,
  conferenceSid: string,
  name: string,
  form: URLSearchParams,
): RestAnswer {
  const conference = board.conferences.get(conferenceSid)
  const recording = conference?.tape?.recording
  if (!conference || !recording || !['Twilio.CURRENT', recording.sid].includes(name)) {
    return notFound(`/Conferences/${conferenceSid}/Recordings/${name}.json`)
  }
  if (recording.status === 'completed') return refused(400, 21220, 'The recording is over')
  const status = form.get('Status')
  if (status === 'paused') pauseRecording(conference)
  if (status === 'in-progress') resumeRecording(conference)
  if (status === 'stopped') endRecording(board, conference)
  return done(recordingJson(board, recording))
}

function present(board: Switchboard, sid: string): Recording | null {
  const recording = board.recordings.get(sid)
  return recording && recording.removedAt === null ? recording : null
}
