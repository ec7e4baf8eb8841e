import { type Conference, findConference } from './conferences/conference.ts'
import { end } from './conferences/join-conference.ts'
import { done, notFound, type RestAnswer } from './rest-answer.ts'
import { accountPath } from './rest-json.ts'
import { isWithin, pageOf, restDate } from './rest-page.ts'
import type { Switchboard } from './switchboard.ts'

export function listConferences(board: Switchboard, query: Record<string, string>): RestAnswer {
  const wanted = (key: string, value: string) => !query[key] || query[key] === value
  const found = [...board.conferences.values()]
    .filter(({ name, status }) => wanted('FriendlyName', name) && wanted('Status', status))
    .filter(({ createdAt }) => isWithin(createdAt, query, 'DateCreated'))
    .reverse()
  const path = `${accountPath(board)}/Conferences.json`
  return done(pageOf('conferences', path, query, found, (one) => conferenceJson(board, one)))
}

export function fetchConference(board: Switchboard, sid: string): RestAnswer {
  const conference = board.conferences.get(sid)
  return conference ? done(conferenceJson(board, conference)) : notFound(`/Conferences/${sid}.json`)
}

/** `Status=completed` ends it. */
export function updateConference(board: Switchboard, sid: string, form: URLSearchParams): RestAnswer {
  const conference = board.conferences.get(sid)
  if (!conference) return notFound(`/Conferences/${sid}.json`)
  if (form.get('Status') === 'completed') end(board, conference, 'conference-ended-via-api', null)
  return done(conferenceJson(board, conference))
}

/** By SID, or for as long as it lasts by its name. */
export function conferenceOf(board: Switchboard, key: string): Conference | null {
  return board.conferences.get(key) ?? findConference(board, key)
}

export function conferenceJson(board: Switchboard, conference: Conference): object {
  const uri = `${accountPath(board)}/Conferences/${conference.sid}`
  return {
    sid: conference.sid,
    account_sid: board.accountSid,
    api_version: '2010-04-01',
    friendly_name: conference.name,
    status: conference.status,
    region: 'ie1',
    date_created: restDate(conference.createdAt),
    date_updated: restDate(conference.updatedAt),
    reason_conference_ended: conference.ended?.reason ?? null,
    call_sid_ending_conference: conference.ended?.by?.leg.sid ?? null,
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json`, recordings: `${uri}/Recordings.json` },
  }
}
