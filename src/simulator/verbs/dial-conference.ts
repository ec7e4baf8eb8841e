import { withinLimit } from '../clock.ts'
import { attendConference } from '../conferences/attend-conference.ts'
import {
  type Conference,
  conferenceNamed,
  type Departure,
  findParticipant,
  joinedOf,
} from '../conferences/conference.ts'
import { enter, invite, leave, type Wishes } from '../conferences/join-conference.ts'
import type { DocumentRequest } from '../fetch-document.ts'
import { type Leg, Redirected } from '../leg.ts'
import type { Verb } from '../read-twiml.ts'
import type { Scene } from '../run-flow.ts'
import type { DialResult } from './dial.ts'
import { isTrue, resolveUrl, secondsOf, subscriptionOf } from './target.ts'

/** Twilio's default for a conversation, in seconds. */
const LONGEST = 14_400

const FAILED: DialResult = { status: 'failed', child: null, isBridged: null }

/** What the `action` is told of whoever was in a conference: neither a leg nor how long. */
export const ATTENDED: DialResult = { status: 'answered', child: null, isBridged: null }

/** Puts the leg into a conference until it leaves, is removed, or the conference ends. */
export async function dialConference(scene: Scene, verb: Verb, noun: Verb): Promise<DialResult> {
  const { board, leg } = scene
  const conference = conferenceNamed(board, noun.text)
  const code = refusalOf(scene, conference, noun)
  if (code !== null) {
    board.alerts.push({ code, about: leg.sid, detail: `not admitted to conference ${conference.sid}` })
    return FAILED
  }
  const invited = conference.participants.find((one) => one.leg === leg)
  const participant = invited ?? invite(board, conference, leg, wishesOf(scene, noun))
  subscribe(scene, conference, noun)
  enter(board, conference, participant)
  try {
    const longest = secondsOf(verb.attributes.timeLimit, LONGEST)
    await withinLimit(leg.clock, longest, leg.interrupt.signal, () =>
      attendConference(board, conference, participant),
    )
    return ATTENDED
  } finally {
    leave(board, conference, participant, departureOf(leg))
  }
}

function departureOf({ interrupt: { signal }, hungUpBy }: Leg): Departure {
  const isMoved = signal.reason instanceof Redirected || hungUpBy === 'exchange'
  return isMoved ? 'participant_updated_via_api' : 'participant_hung_up'
}

/** Full, a label that somebody there has, or a call to coach that is not there. */
function refusalOf({ leg }: Scene, conference: Conference, noun: Verb): 16020 | 16025 | 16028 | null {
  const { participantLabel, coach, maxParticipants } = noun.attributes
  if (joinedOf(conference).length >= secondsOf(maxParticipants, 250)) return 16020
  const namesake = participantLabel ? findParticipant(conference, participantLabel) : null
  if (namesake && namesake.leg !== leg) return 16025
  return coach && !findParticipant(conference, coach) ? 16028 : null
}

function wishesOf(scene: Scene, { attributes }: Verb): Wishes {
  const { participantLabel, coach, muted, startConferenceOnEnter, endConferenceOnExit } = attributes
  return {
    label: participantLabel || null,
    coaches: coach || null,
    muted: isTrue(muted, 'false'),
    startsOnEnter: isTrue(startConferenceOnEnter, 'true'),
    endsOnExit: isTrue(endConferenceOnExit, 'false'),
    waitMusic: musicOf(scene, attributes.waitUrl, attributes.waitMethod),
  }
}

function musicOf({ document }: Scene, url: string | undefined, method?: string): DocumentRequest | null {
  if (!url) return null
  return {
    kind: 'step',
    url: resolveUrl(document, url),
    method: method === 'GET' ? 'GET' : 'POST',
    fields: {},
  }
}

/** The first to come decides where a conference reports; whoever wishes it recorded has it recorded. */
function subscribe({ document }: Scene, conference: Conference, { attributes }: Verb): void {
  if (joinedOf(conference).length === 0) {
    conference.callback = subscriptionOf(document, attributes, 'statusCallback', '')
  }
  if (attributes.record !== 'record-from-start') return
  conference.isToBeRecorded = true
  conference.recordingCallback ??= subscriptionOf(
    document,
    attributes,
    'recordingStatusCallback',
    'completed',
  )
}
