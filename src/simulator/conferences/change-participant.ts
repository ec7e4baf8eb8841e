import type { Switchboard } from '../switchboard.ts'
import type { Conference, Participant } from './conference.ts'
import { changeTurn } from './join-conference.ts'
import { type ConferenceEvent, tellConference } from './tell-conference.ts'

/** What the REST interface may change of somebody in a conference; each real change is told. */
export function changeParticipant(
  board: Switchboard,
  conference: Conference,
  participant: Participant,
  form: URLSearchParams,
): void {
  const tell = (event: Extract<ConferenceEvent, { participant: Participant }>['event']) => {
    if (event !== 'participant-leave')
      tellConference(board, conference, participant.leg, { event, participant })
  }
  const isWished = (field: string, now: boolean) => (form.has(field) ? form.get(field) === 'true' : now)
  const { muted, held, endsOnExit, coaches } = participant
  participant.muted = isWished('Muted', muted)
  participant.held = isWished('Hold', held)
  participant.endsOnExit = isWished('EndConferenceOnExit', endsOnExit)
  participant.coaches = coachedBy(form, coaches)
  if (participant.muted !== muted) tell(participant.muted ? 'participant-mute' : 'participant-unmute')
  if (participant.held !== held) {
    participant.holdMusic = holdMusicOf(form)
    changeTurn(participant)
    tell(participant.held ? 'participant-hold' : 'participant-unhold')
  }
  if (participant.endsOnExit !== endsOnExit || participant.coaches !== coaches) tell('participant-modify')
}

function coachedBy(form: URLSearchParams, now: string | null): string | null {
  if (form.get('Coaching') === 'false') return null
  return form.get('CallSidToCoach') ?? now
}

/** Asked for by GET unless told otherwise, unlike everything else. */
function holdMusicOf(form: URLSearchParams): Participant['holdMusic'] {
  const url = form.get('HoldUrl')
  if (!url) return null
  return { kind: 'step', url, method: form.get('HoldMethod') === 'POST' ? 'POST' : 'GET', fields: {} }
}
