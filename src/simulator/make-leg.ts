import { reportStatus } from './call-fields.ts'
import type { Clock } from './clock.ts'
import { hourOf, type Leg, latch } from './leg.ts'
import { type Person, personOf } from './person.ts'
import { type Switchboard, track } from './switchboard.ts'

type LegOptions = Pick<Leg, 'direction' | 'from' | 'to'> &
  Partial<Pick<Leg, 'parentSid' | 'forwardedFrom' | 'callerName' | 'stirVerstat' | 'fallbackUrl'>> & {
    clock: Clock
    person?: Person
    statusCallback?: Leg['statusCallback']
  }

export function makeLeg(board: Switchboard, options: LegOptions): Leg {
  const leg: Leg = {
    parentSid: null,
    forwardedFrom: null,
    callerName: null,
    stirVerstat: null,
    fallbackUrl: null,
    statusCallback: null,
    person: personOf({}),
    ...options,
    createdAt: hourOf(options.clock),
    sid: board.makeSid('CA'),
    status: options.direction === 'inbound' ? 'ringing' : 'queued',
    timeline: [],
    interrupt: new AbortController(),
    answeredAtSeconds: null,
    endedAtSeconds: null,
    bridgedTo: null,
    wasBridged: false,
    wasRejected: false,
    hasRecorded: false,
    wentOn: false,
    hungUpBy: null,
    isMutedThere: false,
    sequence: 0,
    callbacks: Promise.resolve(),
    spoken: [],
    typedAhead: [],
    onKey: null,
    onSpeech: null,
    letPass: null,
    standstills: 0,
    answered: latch(),
    ended: latch(),
    changed: board.changed,
  }
  board.calls.set(leg.sid, leg)
  track(
    board,
    leg.ended.done.then(() => reportStatus(board, leg, 'completed')),
  )
  return leg
}
