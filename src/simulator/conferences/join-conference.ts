import { meet } from '../instant-clock.ts'
import { hangUp, type Leg } from '../leg.ts'
import type { Switchboard } from '../switchboard.ts'
import { type Conference, type Departure, type EndReason, joinedOf, type Participant } from './conference.ts'
import { beginRecording, endRecording } from './record-conference.ts'
import { tellConference } from './tell-conference.ts'

export type Wishes = Pick<
  Participant,
  'label' | 'muted' | 'coaches' | 'startsOnEnter' | 'endsOnExit' | 'waitMusic'
>

/** Keeps a place for a leg: taken at once by `enter`, or once whoever is rung has picked up. */
export function invite(board: Switchboard, conference: Conference, leg: Leg, wishes: Wishes): Participant {
  const participant: Participant = {
    ...wishes,
    leg,
    presence: 'invited',
    createdAt: board.now(),
    held: false,
    holdMusic: null,
    turn: new AbortController(),
  }
  for (const other of conference.participants) meet(other.leg.clock, leg.clock)
  conference.participants.push(participant)
  board.changed()
  return participant
}

/** It begins with the second participant, if one of those present may begin it. */
export function enter(board: Switchboard, conference: Conference, participant: Participant): void {
  participant.presence = 'joined'
  const { leg } = participant
  tellConference(board, conference, leg, { event: 'participant-join', participant })
  const joined = joinedOf(conference)
  if (conference.status !== 'init' || joined.length < 2) return
  if (!joined.some(({ startsOnEnter }) => startsOnEnter)) return
  conference.status = 'in-progress'
  tellConference(board, conference, leg, { event: 'conference-start' })
  beginRecording(board, conference, leg)
  for (const one of joined) changeTurn(one)
}

/** Safe to repeat. Takes the conference with it when it was the last, or one who ends it. */
export function leave(
  board: Switchboard,
  conference: Conference,
  participant: Participant,
  reason: Departure,
): void {
  if (participant.presence === 'gone') return
  takeOut(board, conference, participant, reason)
  // Redirected, or ended by the REST interface, she left; kicked, her leg is what it was.
  const isKicked = reason === 'participant_updated_via_api' && !participant.leg.interrupt.signal.aborted
  const outcome = (how: 'participant-with-end-conference-on-exit' | 'last-participant'): EndReason =>
    `${how}-${isKicked ? 'kicked' : 'left'}`
  if (participant.endsOnExit && reason !== 'participant_add_failed') {
    end(board, conference, outcome('participant-with-end-conference-on-exit'), participant)
  } else if (conference.participants.length === 0) {
    end(board, conference, outcome('last-participant'), participant)
  }
}

/** Everybody drops out, each to what their own document says next. Safe to repeat. */
export function end(
  board: Switchboard,
  conference: Conference,
  reason: EndReason,
  by: Participant | null,
): void {
  if (conference.status === 'completed') return
  const departure = by ? 'moderator_ended_conference' : 'conference_ended_via_api'
  const leg = by?.leg ?? conference.participants[0]?.leg
  conference.status = 'completed'
  conference.ended = { reason, by }
  for (const participant of [...conference.participants]) takeOut(board, conference, participant, departure)
  if (!leg) return
  endRecording(board, conference)
  tellConference(board, conference, leg, { event: 'conference-end', reason, by })
}

function takeOut(
  board: Switchboard,
  conference: Conference,
  participant: Participant,
  reason: Departure,
): void {
  conference.participants = conference.participants.filter((other) => other !== participant)
  if (participant.presence === 'invited') hangUp(participant.leg, 'exchange', 'canceled')
  participant.presence = 'gone'
  tellConference(board, conference, participant.leg, { event: 'participant-leave', participant, reason })
  changeTurn(participant)
}

/** Takes a participant out of what she hears, for something else. */
export function changeTurn(participant: Participant): void {
  const { turn } = participant
  participant.turn = new AbortController()
  turn.abort(new Error('there is something else to hear'))
}
