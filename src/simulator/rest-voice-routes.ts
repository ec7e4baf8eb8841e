import {
  createApplication,
  fetchApplication,
  listApplications,
  updateApplication,
} from './rest-applications.ts'
import { fetchConference, listConferences, updateConference } from './rest-conferences.ts'
import {
  createParticipant,
  fetchParticipant,
  listParticipants,
  removeParticipant,
  updateParticipant,
} from './rest-participants.ts'
import { listRecordings, removeRecording, updateConferenceRecording } from './rest-recordings.ts'
import type { On } from './rest-routes.ts'
import type { Switchboard } from './switchboard.ts'

/** Conferences, who is in them, and what was recorded there. */
export function conferenceRoutes(board: Switchboard, on: On): void {
  on('GET', '/Conferences.json', 'conferences.list', ({ query }) => listConferences(board, query))
  on('GET', '/Conferences/:sid.json', 'conferences.fetch', ({ params }) =>
    fetchConference(board, params.sid ?? ''),
  )
  on('POST', '/Conferences/:sid.json', 'conferences.update', ({ params, form }) =>
    updateConference(board, params.sid ?? '', form),
  )
  const all = '/Conferences/:sid/Participants.json'
  const one = '/Conferences/:sid/Participants/:who.json'
  on('POST', all, 'participants.create', ({ params, form }) =>
    createParticipant(board, params.sid ?? '', form),
  )
  on('GET', all, 'participants.list', ({ params, query }) => listParticipants(board, params.sid ?? '', query))
  on('GET', one, 'participants.fetch', ({ params }) =>
    fetchParticipant(board, params.sid ?? '', params.who ?? ''),
  )
  on('POST', one, 'participants.update', ({ params, form }) =>
    updateParticipant(board, params.sid ?? '', params.who ?? '', form),
  )
  on('DELETE', one, 'participants.remove', ({ params }) =>
    removeParticipant(board, params.sid ?? '', params.who ?? ''),
  )
  on('GET', '/Conferences/:sid/Recordings.json', 'recordings.list', ({ params, query }) =>
    listRecordings(board, { ...query, ConferenceSid: params.sid ?? '' }, `/Conferences/${params.sid}`),
  )
  const recording = '/Conferences/:sid/Recordings/:name.json'
  on('POST', recording, 'recordings.update', ({ params, form }) =>
    updateConferenceRecording(board, params.sid ?? '', params.name ?? '', form),
  )
  on('DELETE', recording, 'recordings.remove', ({ params }) =>
    removeRecording(board, params.name ?? '', board.now()),
  )
}

export function applicationRoutes(board: Switchboard, on: On): void {
  on('GET', '/Applications.json', 'applications.list', ({ query }) => listApplications(board, query))
  on('POST', '/Applications.json', 'applications.create', ({ form }) => createApplication(board, form))
  on('GET', '/Applications/:sid.json', 'applications.fetch', ({ params }) =>
    fetchApplication(board, params.sid ?? ''),
  )
  on('POST', '/Applications/:sid.json', 'applications.update', ({ params, form }) =>
    updateApplication(board, params.sid ?? '', form),
  )
}
