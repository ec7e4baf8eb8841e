import { startClock } from './clock.ts'
import { press, waitOut } from './keys.ts'
import { hangUp, isOver, type Leg, type Moment } from './leg.ts'
import { makeLeg } from './make-leg.ts'
import { type Person, type PersonScript, personOf, type Speech } from './person.ts'
import { receiveCall } from './receive-call.ts'
import { routeOf } from './ring-telephone.ts'
import { type Switchboard, track } from './switchboard.ts'
import { spokenTo } from './telephone.ts'

export type CallRequest = PersonScript & {
  /** A number, or what Twilio passes for a withheld one: `anonymous`. */
  from: string
  /** A line of ours, or somebody's telephone that diverts to one. */
  to: string
  forwardedFrom?: string
  callerName?: string
  stirVerstat?: string
}

export type Disposition = 'rejected' | 'bridged' | 'recorded' | 'abandoned' | 'ended' | 'inProgress'

/** A call somebody placed, to act on and to look back at. */
export type Call = {
  sid: string
  leg: Leg
  /** Resolves with the call itself when it is over and its last callback delivered. */
  finished: Promise<Call>
  hangUp(): void
  press(digits: string): void
  /** Placed by hand at an instant pace: presses nothing, and lets the wait for a key or for words run out. */
  waitOut(): boolean
  /** Says something into a recording that is waiting for it; false when none is. */
  speak(speech: Speech): boolean
  /** What the caller heard spoken, in order. */
  readonly transcript: string[]
  readonly timeline: Moment[]
  readonly status: Leg['status']
  readonly disposition: Disposition
  readonly durationSeconds: number
  /** The legs dialled for this call. */
  readonly children: Leg[]
  /** The longest unbroken ring tone. */
  readonly longestRingSeconds: number
  /** When a recording began, or `null`. */
  readonly voicemailAfterSeconds: number | null
}

/** Somebody rings one of our lines. Throws when the number leads to none. */
export function placeCall(board: Switchboard, request: CallRequest): Call {
  const route = routeFrom(board, request)
  const line = board.lines.get(route.to)
  if (!line)
    throw new Error(`No line has the number ${route.to}; lines: ${[...board.lines.keys()].join(', ')}`)
  const leg = makeLeg(board, {
    direction: 'inbound',
    ...route,
    callerName: request.callerName ?? null,
    stirVerstat: request.stirVerstat ?? null,
    clock: startClock(board.pace, board.now()),
    person: callerOf(request),
  })
  const done = track(board, receiveCall(board, leg, line))
  return callOf(board, leg, done)
}

function routeFrom(board: Switchboard, { from, to, forwardedFrom }: CallRequest) {
  const behaviour = board.telephones.get(to)?.behaviour
  if (behaviour?.kind === 'diverts') return routeOf(behaviour, { from, to })
  return { from, to, forwardedFrom: forwardedFrom ?? null }
}

function callerOf(request: CallRequest): Person {
  return personOf(request)
}

export function callOf(board: Switchboard, leg: Leg, done: Promise<unknown> = leg.ended.done): Call {
  const call: Call = {
    sid: leg.sid,
    leg,
    finished: Promise.all([done, leg.ended.done])
      .then(() => leg.callbacks)
      .then(() => call),
    hangUp: () => hangUp(leg, 'person'),
    press: (digits) => press(leg, digits),
    waitOut: () => waitOut(leg),
    speak: (speech) => {
      const { onSpeech } = leg
      onSpeech?.(speech)
      return onSpeech !== null
    },
    timeline: leg.timeline,
    get transcript() {
      return spokenTo(leg)
    },
    get status() {
      return leg.status
    },
    get disposition() {
      return dispositionOf(leg)
    },
    get durationSeconds() {
      return leg.answeredAtSeconds === null
        ? 0
        : (leg.endedAtSeconds ?? leg.clock.seconds()) - leg.answeredAtSeconds
    },
    get children() {
      return [...board.calls.values()].filter(({ parentSid }) => parentSid === leg.sid)
    },
    get longestRingSeconds() {
      return Math.max(
        0,
        ...leg.timeline.filter(({ kind }) => kind === 'ring').map((moment) => lengthOf(leg, moment)),
      )
    },
    get voicemailAfterSeconds() {
      return leg.timeline.find(({ kind }) => kind === 'record')?.fromSeconds ?? null
    },
  }
  return call
}

function lengthOf(leg: Leg, moment: Moment): number {
  return (moment.toSeconds ?? leg.clock.seconds()) - moment.fromSeconds
}

function dispositionOf(leg: Leg): Disposition {
  if (!isOver(leg)) return 'inProgress'
  if (leg.wasRejected) return 'rejected'
  if (leg.wasBridged) return 'bridged'
  if (leg.hasRecorded) return 'recorded'
  return leg.hungUpBy === 'person' ? 'abandoned' : 'ended'
}
