import { createCall, inlineDocument } from '../create-call.ts'
import type { Verb } from '../read-twiml.ts'
import { callbackOf } from '../rest-form.ts'
import type { Switchboard } from '../switchboard.ts'
import type { Conference, Participant } from './conference.ts'
import { invite, leave } from './join-conference.ts'

/** What the request for a participant calls it, and what a `<Conference>` does. */
const ATTRIBUTES = {
  Label: 'participantLabel',
  Muted: 'muted',
  Beep: 'beep',
  StartConferenceOnEnter: 'startConferenceOnEnter',
  EndConferenceOnExit: 'endConferenceOnExit',
  WaitUrl: 'waitUrl',
  WaitMethod: 'waitMethod',
  MaxParticipants: 'maxParticipants',
  CallSidToCoach: 'coach',
  ConferenceStatusCallback: 'statusCallback',
  ConferenceStatusCallbackMethod: 'statusCallbackMethod',
  ConferenceStatusCallbackEvent: 'statusCallbackEvent',
  ConferenceRecordingStatusCallback: 'recordingStatusCallback',
  ConferenceRecordingStatusCallbackMethod: 'recordingStatusCallbackMethod',
  ConferenceRecordingStatusCallbackEvent: 'recordingStatusCallbackEvent',
}

/** Rings somebody; once she answers she does what the TwiML of a conference would have her do. */
export function ringParticipant(
  board: Switchboard,
  conference: Conference,
  form: URLSearchParams,
): Participant {
  const leg = createCall(board, {
    from: form.get('From') ?? '',
    to: form.get('To') ?? '',
    document: inlineDocument(board, [dialVerb(conference, form)]),
    timeoutSeconds: Number(form.get('Timeout') ?? 60),
    fallbackUrl: null,
    statusCallback: callbackOf(form),
  })
  const participant = invite(board, conference, leg, {
    label: form.get('Label'),
    muted: form.get('Muted') === 'true',
    coaches: form.get('CallSidToCoach'),
    startsOnEnter: form.get('StartConferenceOnEnter') !== 'false',
    endsOnExit: form.get('EndConferenceOnExit') === 'true',
    waitMusic: null,
  })
  leg.ended.done.then(() => {
    if (participant.presence === 'invited') leave(board, conference, participant, 'participant_add_failed')
  })
  return participant
}

function dialVerb(conference: Conference, form: URLSearchParams): Verb {
  const attributes: Verb['attributes'] = {}
  for (const [field, name] of Object.entries(ATTRIBUTES)) {
    const values = form.getAll(field)
    if (values.length > 0) attributes[name] = values.join(' ')
  }
  if (/^(true|record-from-start)$/.test(form.get('ConferenceRecord') ?? ''))
    attributes.record = 'record-from-start'
  const noun = { name: 'Conference', attributes, text: conference.name, children: [] }
  const timeLimit = form.get('TimeLimit')
  return { name: 'Dial', attributes: timeLimit ? { timeLimit } : {}, text: '', children: [noun] }
}
