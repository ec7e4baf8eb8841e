import { type CallStatus, hourOf, isOver, type Leg } from './leg.ts'
import { notify } from './notify.ts'
import type { FormFields } from './signature.ts'
import { type Switchboard, track } from './switchboard.ts'

const PLACE = ['City', 'State', 'Zip', 'Country']

/** What every request about a call carries. https://www.twilio.com/docs/voice/twiml */
export function callFields(board: Switchboard, leg: Leg): FormFields {
  return {
    AccountSid: board.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: leg.sid,
    CallStatus: leg.status,
    Direction: leg.direction,
    From: leg.from,
    To: leg.to,
    Caller: leg.from,
    Called: leg.to,
    ...placesOf(leg),
    ...(leg.parentSid === null ? {} : { ParentCallSid: leg.parentSid }),
    ...(leg.forwardedFrom === null ? {} : { ForwardedFrom: leg.forwardedFrom }),
    ...(leg.callerName === null ? {} : { CallerName: leg.callerName }),
    ...(leg.stirVerstat === null ? {} : { StirVerstat: leg.stirVerstat }),
  }
}

/** Guesses that Twilio makes from the number: the country at best, the rest present and empty. */
function placesOf(leg: Leg): FormFields {
  const sides = [
    ['From', leg.from],
    ['Caller', leg.from],
    ['To', leg.to],
    ['Called', leg.to],
  ] as const
  return Object.fromEntries(
    sides.flatMap(([side, number]) =>
      PLACE.map((part) => [side + part, part === 'Country' && number.startsWith('+33') ? 'FR' : '']),
    ),
  )
}

type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed'

/** Tells the subscriber of a leg what became of it, in order, each after the one before it. */
export function reportStatus(board: Switchboard, leg: Leg, event: CallEvent): Promise<void> {
  const callback = leg.statusCallback
  if (!callback?.events.has(event)) return leg.callbacks
  const fields = { ...callFields(board, leg), ...progressFields(leg, leg.status) }
  leg.sequence += 1
  const deliver = () =>
    notify(board, { kind: 'callStatus', url: callback.url, method: callback.method, fields, about: leg.sid })
  leg.callbacks = track(board, leg.clock.during(leg.callbacks.then(deliver)))
  return leg.callbacks
}

function progressFields(leg: Leg, status: CallStatus): FormFields {
  const seconds = Math.round(talkedSeconds(leg))
  return {
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(leg.sequence),
    Timestamp: hourOf(leg.clock).toUTCString().replace('GMT', '+0000'),
    ...(status === 'completed'
      ? { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) }
      : {}),
    ...(isOver(leg) ? { SipResponseCode: SIP_RESPONSES[status] ?? '200' } : {}),
  }
}

const SIP_RESPONSES: Partial<Record<CallStatus, string>> = {
  busy: '486',
  'no-answer': '487',
  failed: '404',
  canceled: '487',
}

/** Seconds between the answer and the end, or now. */
export function talkedSeconds(leg: Leg): number {
  if (leg.answeredAtSeconds === null) return 0
  return (leg.endedAtSeconds ?? leg.clock.seconds()) - leg.answeredAtSeconds
}
