import type { Recording } from './recording.ts'
import { done, notFound, type RestAnswer } from './rest-answer.ts'
import { accountPath, recordingJson } from './rest-json.ts'
import { isWithin, pageOf } from './rest-page.ts'
import { murmur } from './sound.ts'
import type { Switchboard } from './switchboard.ts'

export function listRecordings(
  board: Switchboard,
  query: Record<string, string>,
  callSid?: string,
): RestAnswer {
  const of = callSid ?? query.CallSid
  const found = [...board.recordings.values()]
    .filter((recording) => recording.removedAt === null && (!of || recording.callSid === of))
    .filter((recording) => isWithin(recording.createdAt, query, 'DateCreated'))
    .reverse()
  const path = `${accountPath(board)}${callSid ? `/Calls/${callSid}` : ''}/Recordings.json`
  return done(pageOf('recordings', path, query, found, (recording) => recordingJson(board, recording)))
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

function present(board: Switchboard, sid: string): Recording | null {
  const recording = board.recordings.get(sid)
  return recording && recording.removedAt === null ? recording : null
}
