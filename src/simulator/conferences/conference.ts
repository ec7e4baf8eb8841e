import type { DocumentRequest } from '../fetch-document.ts'
import type { Leg, StatusCallback } from '../leg.ts'
import type { Recording } from '../recording.ts'
import type { Switchboard } from '../switchboard.ts'

/** `invited`: still being rung; `gone`: no longer in the conference. */
type Presence = 'invited' | 'joined' | 'gone'

/** Twilio's words for why somebody is no longer there. */
export type Departure =
  | 'participant_hung_up'
  | 'participant_updated_via_api'
  | 'participant_add_failed'
  | 'moderator_ended_conference'
  | 'conference_ended_via_api'

export type EndReason =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'participant-with-end-conference-on-exit-left'
  | 'last-participant-kicked'
  | 'last-participant-left'

export type Participant = {
  leg: Leg
  presence: Presence
  label: string | null
  createdAt: Date
  muted: boolean
  /** Hears music and is heard by nobody. */
  held: boolean
  /** The call whose person alone hears this one. */
  coaches: string | null
  startsOnEnter: boolean
  endsOnExit: boolean
  /** Asked for what to play until the conference begins; `null` plays Twilio's own music. */
  waitMusic: DocumentRequest | null
  holdMusic: DocumentRequest | null
  /** Aborted when there is something else to hear. */
  turn: AbortController
}

export type Conference = {
  sid: string
  name: string
  status: 'init' | 'in-progress' | 'completed'
  createdAt: Date
  updatedAt: Date
  /** Invited or joined, in that order of arrival. */
  participants: Participant[]
  /** As the first to join set it. */
  callback: StatusCallback | null
  sequence: number
  callbacks: Promise<void>
  /** `since`: when it last began to turn, by that leg's clock; `null` while it stands still. */
  tape: { recording: Recording; leg: Leg; since: number | null; seconds: number } | null
  recordingCallback: StatusCallback | null
  isToBeRecorded: boolean
  ended: { reason: EndReason; by: Participant | null } | null
}

/** The one under way by this name, or else a new one. */
export function conferenceNamed(board: Switchboard, name: string): Conference {
  const known = findConference(board, name)
  if (known) return known
  const now = board.now()
  const conference: Conference = {
    sid: board.makeSid('CF'),
    name,
    status: 'init',
    createdAt: now,
    updatedAt: now,
    participants: [],
    callback: null,
    sequence: 0,
    callbacks: Promise.resolve(),
    tape: null,
    recordingCallback: null,
    isToBeRecorded: false,
    ended: null,
  }
  board.conferences.set(conference.sid, conference)
  return conference
}

export function findConference(board: Switchboard, name: string): Conference | null {
  const all = [...board.conferences.values()]
  return all.find((one) => one.name === name && one.status !== 'completed') ?? null
}

export function joinedOf({ participants }: Conference): Participant[] {
  return participants.filter(({ presence }) => presence === 'joined')
}

/** By the label, or by the SID of the call. */
export function findParticipant({ participants }: Conference, key: string): Participant | null {
  return participants.find(({ leg, label }) => leg.sid === key || label === key) ?? null
}

/** Where a leg is or is about to be, with its place there. */
export function placeOf(
  board: Switchboard,
  leg: Leg,
): { conference: Conference; participant: Participant } | null {
  for (const conference of board.conferences.values()) {
    const participant = conference.participants.find((one) => one.leg === leg)
    if (participant) return { conference, participant }
  }
  return null
}

/** Whom this one is heard by, now. */
export function hearersOf(conference: Conference, speaker: Participant): Participant[] {
  if (conference.status !== 'in-progress' || speaker.muted || speaker.held) return []
  return joinedOf(conference).filter((other) => {
    if (other === speaker || other.held) return false
    return speaker.coaches === null || other.leg.sid === speaker.coaches
  })
}
