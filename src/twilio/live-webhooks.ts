import { z } from 'zod'
import { isOver } from '../calls/states.ts'
import { callIdOf, callSid, seconds, short, sid, word } from './webhooks.ts'

/** What the exchange says of callers who wait or speak with people of the agency; as in `webhooks.ts`. */

/** One more stretch of the wait is asked for, or a key was pressed in one. */
export const waiting = z
  .object({ CallSid: callSid, QueueTime: seconds.default(0), Digits: z.string().max(20).default('') })
  .transform((f) => ({ callId: callIdOf(f.CallSid), queueSeconds: f.QueueTime, digits: f.Digits }))
export type Waiting = z.output<typeof waiting>

/** The words by which somebody else has him now. */
const taken = new Set(['bridged', 'bridging-in-process', 'redirected', 'redirected-from-bridged'])

export const queueLeft = z
  .object({ CallSid: callSid, CallStatus: word.default(''), QueueResult: word.default('') })
  .transform((f) => ({
    callId: callIdOf(f.CallSid),
    /** He asked to, or was let out; `failed`: the exchange did not keep him. */
    result: f.QueueResult === 'leave' ? ('left' as const) : ('failed' as const),
    isTaken: taken.has(f.QueueResult),
    callerGone: f.QueueResult === 'hangup' || isOver(f.CallStatus),
  }))
export type QueueLeft = z.output<typeof queueLeft>

/** A leg's next step is asked for: the caller's, or a secretary's that has left the conference. */
export const legStep = z
  .object({ CallSid: callSid, CallStatus: word.default('') })
  .transform((f) => ({ callSid: f.CallSid, callId: callIdOf(f.CallSid), isGone: isOver(f.CallStatus) }))
export type LegStep = z.output<typeof legStep>

const conferenceSteps = {
  'participant-join': 'join',
  'participant-leave': 'leave',
  'conference-start': 'start',
  'conference-end': 'end',
} as const

/** Twilio's words for a leg that is over, in no fixed spelling. */
const hungUp = /hung.?up/i
/** The conference ended, and she was put out with everybody else. */
const ended = /ended/i

export const conferenceTold = z
  .object({
    ConferenceSid: sid('CF'),
    StatusCallbackEvent: word,
    CallSid: callSid.optional(),
    ParticipantLabel: short.optional(),
    ParticipantCallStatus: word.default(''),
    ReasonParticipantLeft: word.default(''),
  })
  .transform((f) => ({
    conferenceSid: f.ConferenceSid,
    step: Object.entries(conferenceSteps).find(([said]) => said === f.StatusCallbackEvent)?.[1] ?? null,
    callSid: f.CallSid ?? null,
    label: f.ParticipantLabel || null,
    /** He hung up, and will not be heard of by a step of his own. */
    isGone: isOver(f.ParticipantCallStatus) || hungUp.test(f.ReasonParticipantLeft),
    withEverybody: ended.test(f.ReasonParticipantLeft),
  }))
export type ConferenceTold = z.output<typeof conferenceTold>

const identity = /^client:([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/

/** A softphone calls. Only `From` was checked by the exchange: what the browser adds proves nothing. */
export const softphoneCalled = z
  .object({
    CallSid: callSid,
    From: z.string().regex(identity, 'expected client: and 32 hexadecimal digits'),
    clientId: z.coerce.number().int().min(1),
    callId: z.uuid(),
    as: z.enum(['secretary', 'supervisor']),
  })
  .transform((f) => ({
    callSid: f.CallSid,
    secretaryId: f.From.replace(identity, '$1-$2-$3-$4-$5'),
    clientId: f.clientId,
    callId: f.callId,
    as: f.as,
  }))
export type SoftphoneCalled = z.output<typeof softphoneCalled>

/** How the line of whoever we rang for a client stands. */
export const calledStatus = z
  .object({ CallSid: callSid, CallStatus: word, CallDuration: seconds.optional() })
  .transform((f) => ({ callSid: f.CallSid, status: f.CallStatus, durationSeconds: f.CallDuration ?? null }))
export type CalledStatus = z.output<typeof calledStatus>
