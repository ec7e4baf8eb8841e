import { hourOf, isOver, type Leg } from '../leg.ts'
import { notify } from '../notify.ts'
import type { FormFields } from '../signature.ts'
import { type Switchboard, track } from '../switchboard.ts'
import type { Conference, Departure, EndReason, Participant } from './conference.ts'

export type ConferenceEvent =
  | { event: 'conference-start' }
  | { event: 'conference-end'; reason: EndReason; by: Participant | null }
  | { event: 'participant-leave'; participant: Participant; reason: Departure }
  | { event: 'participant-join' | Change; participant: Participant }

type Change =
  | 'participant-hold'
  | 'participant-unhold'
  | 'participant-mute'
  | 'participant-unmute'
  | 'participant-modify'

/** What a subscription calls it: `participant-unhold` belongs to `hold`. */
const SUBSCRIPTIONS: Record<ConferenceEvent['event'], string> = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-modify': 'modify',
}

/**
 * Tells the subscriber of a conference, each event after the one before it. `leg` lends its clock.
 * https://www.twilio.com/docs/voice/twiml/conference
 */
export function tellConference(
  board: Switchboard,
  conference: Conference,
  leg: Leg,
  what: ConferenceEvent,
): void {
  conference.updatedAt = board.now()
  board.changed()
  const { callback } = conference
  if (!callback?.events.has(SUBSCRIPTIONS[what.event])) return
  conference.sequence += 1
  const fields = {
    AccountSid: board.accountSid,
    ConferenceSid: conference.sid,
    FriendlyName: conference.name,
    StatusCallbackEvent: what.event,
    SequenceNumber: String(conference.sequence),
    Timestamp: hourOf(leg.clock).toUTCString().replace('GMT', '+0000'),
    ...fieldsOf(what),
  }
  const { url, method } = callback
  const deliver = () => notify(board, { kind: 'conference', url, method, fields, about: conference.sid })
  conference.callbacks = track(board, leg.clock.during(conference.callbacks.then(deliver)))
}

function fieldsOf(what: ConferenceEvent): FormFields {
  switch (what.event) {
    case 'conference-start':
      return {}
    case 'conference-end':
      return {
        ReasonConferenceEnded: what.reason,
        ...(what.by ? { CallSidEndingConference: what.by.leg.sid } : {}),
        ...(what.by?.label ? { ParticipantLabelEndingConference: what.by.label } : {}),
      }
    case 'participant-leave': {
      const { leg } = what.participant
      const status = isOver(leg) ? leg.status : 'in-progress'
      return {
        ...participantFields(what.participant),
        ParticipantCallStatus: status,
        ReasonParticipantLeft: what.reason,
      }
    }
    default:
      return participantFields(what.participant)
  }
}

function participantFields(participant: Participant): FormFields {
  const { leg, label, muted, held, coaches, startsOnEnter, endsOnExit } = participant
  return {
    CallSid: leg.sid,
    Muted: String(muted),
    Hold: String(held),
    Coaching: String(coaches !== null),
    StartConferenceOnEnter: String(startsOnEnter),
    EndConferenceOnExit: String(endsOnExit),
    ...(label === null ? {} : { ParticipantLabel: label }),
  }
}
