import { changeParticipant } from './conferences/change-participant.ts'
import {
  type Conference,
  conferenceNamed,
  findParticipant,
  type Participant,
} from './conferences/conference.ts'
import { leave } from './conferences/join-conference.ts'
import { ringParticipant } from './conferences/ring-participant.ts'
import { done, notFound, type RestAnswer, refused } from './rest-answer.ts'
import { refusalOf } from './rest-calls.ts'
import { conferenceOf } from './rest-conferences.ts'
import { accountPath } from './rest-json.ts'
import { pageOf, restDate } from './rest-page.ts'
import type { Switchboard } from './switchboard.ts'

/** Rings somebody into a conference; by a name that none has yet, into a new one. */
export function createParticipant(board: Switchboard, key: string, form: URLSearchParams): RestAnswer {
  const known = conferenceOf(board, key)
  if (known?.status === 'completed') return notFound(pathOf(key))
  if (!known && key.startsWith('CF')) return notFound(pathOf(key))
  const refusal = refusalOf(board, form.get('From') ?? '', form.get('To') ?? '')
  if (refusal) return refusal
  const label = form.get('Label')
  if (known && label && findParticipant(known, label)) {
    return refused(400, 16025, `A participant with the label ${label} is in the conference already`)
  }
  const conference = known ?? conferenceNamed(board, key)
  const participant = ringParticipant(board, conference, form)
  return done(participantJson(board, conference, participant), 201)
}

export function listParticipants(board: Switchboard, key: string, query: Record<string, string>): RestAnswer {
  const conference = conferenceOf(board, key)
  if (!conference) return notFound(pathOf(key))
  const wanted = (name: string, value: boolean) => !query[name] || query[name] === String(value)
  const found = conference.participants
    .filter(({ muted, held }) => wanted('Muted', muted) && wanted('Hold', held))
    .filter(({ coaches }) => wanted('Coaching', coaches !== null))
    .reverse()
  const path = `${accountPath(board)}${pathOf(conference.sid)}`
  return done(pageOf('participants', path, query, found, (one) => participantJson(board, conference, one)))
}

export function fetchParticipant(board: Switchboard, key: string, who: string): RestAnswer {
  const found = find(board, key, who)
  return found
    ? done(participantJson(board, found.conference, found.participant))
    : notFound(pathOf(key, who))
}

export function updateParticipant(
  board: Switchboard,
  key: string,
  who: string,
  form: URLSearchParams,
): RestAnswer {
  const found = find(board, key, who)
  if (!found) return notFound(pathOf(key, who))
  const { conference, participant } = found
  const coached = form.get('CallSidToCoach')
  if (coached && !findParticipant(conference, coached)) {
    return refused(400, 16028, 'The call to coach is not in this conference')
  }
  changeParticipant(board, conference, participant, form)
  return done(participantJson(board, conference, participant))
}

export function removeParticipant(board: Switchboard, key: string, who: string): RestAnswer {
  const found = find(board, key, who)
  if (!found) return notFound(pathOf(key, who))
  leave(board, found.conference, found.participant, 'participant_updated_via_api')
  return { kind: 'empty' }
}

function find(board: Switchboard, key: string, who: string) {
  const conference = conferenceOf(board, key)
  const participant = conference && findParticipant(conference, who)
  return conference && participant ? { conference, participant } : null
}

function pathOf(conference: string, participant?: string): string {
  return `/Conferences/${conference}/Participants${participant ? `/${participant}` : ''}.json`
}

function participantJson(board: Switchboard, conference: Conference, participant: Participant): object {
  const { leg, createdAt } = participant
  return {
    account_sid: board.accountSid,
    call_sid: leg.sid,
    conference_sid: conference.sid,
    label: participant.label,
    muted: participant.muted,
    hold: participant.held,
    coaching: participant.coaches !== null,
    call_sid_to_coach: participant.coaches,
    start_conference_on_enter: participant.startsOnEnter,
    end_conference_on_exit: participant.endsOnExit,
    status: statusOf(participant),
    queue_time: '0',
    date_created: restDate(createdAt),
    date_updated: restDate(createdAt),
    uri: `${accountPath(board)}${pathOf(conference.sid, leg.sid)}`,
  }
}

function statusOf({ presence, leg }: Participant): string {
  if (presence === 'joined') return 'connected'
  if (leg.status === 'ringing' || leg.status === 'queued') return leg.status
  return presence === 'invited' ? 'connecting' : 'complete'
}
