import { type Clock, unlessAborted } from './clock.ts'
import type { DocumentRequest } from './fetch-document.ts'
import type { Person, Phase, Speech } from './person.ts'
import type { Verb } from './read-twiml.ts'

export type CallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled'

/** A stretch of what a leg hears, in seconds since the call was placed. */
export type Moment = {
  kind: 'ring' | 'say' | 'play' | 'pause' | 'gather' | 'beep' | 'record' | 'queue' | 'hold' | 'talk'
  fromSeconds: number
  toSeconds: number | null
  text?: string
  language?: string
  voice?: string
}

export type Document = { url: string; method: 'GET' | 'POST'; verbs: Verb[] }

/** Why a leg was taken out of what it was doing. */
export class HungUp extends Error {
  readonly by: 'person' | 'exchange'
  constructor(by: 'person' | 'exchange') {
    super(`hung up by the ${by}`)
    this.by = by
  }
}

export class Redirected extends Error {
  /** Replaced when a second redirect overtakes it. */
  target: Document | { url: string; method: 'GET' | 'POST' }
  constructor(target: Redirected['target']) {
    super('another document took over')
    this.target = target
  }
}

export type StatusCallback = { url: string; method: 'GET' | 'POST'; events: Set<string> }

/** One side of a call: the exchange's end of one telephone. */
export type Leg = {
  sid: string
  parentSid: string | null
  direction: 'inbound' | 'outbound-api' | 'outbound-dial'
  from: string
  to: string
  forwardedFrom: string | null
  callerName: string | null
  stirVerstat: string | null
  status: CallStatus
  createdAt: Date
  clock: Clock
  person: Person
  timeline: Moment[]
  interrupt: AbortController
  answeredAtSeconds: number | null
  endedAtSeconds: number | null
  bridgedTo: Leg | null
  wasBridged: boolean
  wasRejected: boolean
  hasRecorded: boolean
  /** A child that was given a document of its own: whoever dialled it no longer decides over it. */
  wentOn: boolean
  hungUpBy: HungUp['by'] | null
  /** She switched her own microphone off: nothing that the exchange tells anybody. */
  isMutedThere: boolean
  fallbackUrl: string | null
  statusCallback: StatusCallback | null
  sequence: number
  /** Status callbacks leave in order, each after the one before it. */
  callbacks: Promise<void>
  /** What the person said into recordings on this leg. */
  spoken: Speech[]
  typedAhead: string[]
  onKey: ((key: string) => void) | null
  onSpeech: ((speech: Speech) => void) | null
  /** At an instant pace, ends the wait for somebody who acts by hand. */
  letPass: (() => void) | null
  /** How often such a wait began. */
  standstills: number
  answered: Latch
  ended: Latch
  changed: () => void
}

export type Latch = { done: Promise<void>; open: () => void }

export function latch(): Latch {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { done: promise, open: resolve }
}

export function isOver(leg: Leg): boolean {
  return leg.endedAtSeconds !== null
}

/** The hour at which the clock of this call showed so many seconds. */
export function hourOf(clock: Clock, seconds = clock.seconds()): Date {
  return new Date(clock.startedAt.getTime() + seconds * 1000)
}

/** The caller, or the one called, is through: the ring tone stops and seconds begin to count. */
export function answer(leg: Leg): void {
  if (leg.status === 'in-progress' || isOver(leg)) return
  leg.status = 'in-progress'
  leg.answeredAtSeconds = leg.clock.seconds()
  stopRinging(leg)
  leg.answered.open()
  leg.changed()
}

/** Ends the leg, whatever it was doing. Safe to repeat. */
export function hangUp(leg: Leg, by: HungUp['by'], status?: CallStatus): void {
  if (isOver(leg)) return
  leg.status = status ?? (leg.answeredAtSeconds === null ? 'no-answer' : 'completed')
  leg.endedAtSeconds = leg.clock.seconds()
  leg.hungUpBy = by
  for (const moment of leg.timeline) moment.toSeconds ??= leg.endedAtSeconds
  leg.interrupt.abort(new HungUp(by))
  leg.ended.open()
  leg.changed()
}

export function startRinging(leg: Leg): void {
  const last = leg.timeline.at(-1)
  if (last?.kind === 'ring' && last.toSeconds === null) return
  begin(leg, { kind: 'ring' })
}

export function stopRinging(leg: Leg): void {
  for (const moment of leg.timeline) if (moment.kind === 'ring') moment.toSeconds ??= leg.clock.seconds()
}

/** Opens a stretch of the timeline; closed by `finish`, or by the end of the leg. */
export function begin(leg: Leg, what: Omit<Moment, 'fromSeconds' | 'toSeconds'>): Moment {
  const moment = { ...what, fromSeconds: leg.clock.seconds(), toSeconds: null }
  leg.timeline.push(moment)
  enterPhase(leg, phaseOf(moment))
  leg.changed()
  return moment
}

export function finish(leg: Leg, moment: Moment): void {
  moment.toSeconds ??= leg.clock.seconds()
  leg.changed()
}

/** Lets the person hang up, if that is what she does at this point. */
export function enterPhase(leg: Leg, phase: Phase | 'call' | null): void {
  const { hangsUp } = leg.person
  if (!hangsUp || hangsUp.during !== phase) return
  leg.person.hangsUp = null
  // No time passes while the line is asked what to do: she is gone before it has answered.
  if (phase === 'arrival') return void setImmediate(() => hangUp(leg, 'person'))
  leg.clock.sleep(hangsUp.afterSeconds, leg.interrupt.signal).then(
    () => hangUp(leg, 'person'),
    () => undefined,
  )
}

function phaseOf({ kind }: Moment): Phase | null {
  if (kind === 'play') return 'say'
  if (kind === 'pause' || kind === 'beep' || kind === 'queue' || kind === 'hold') return null
  return kind
}

/** The REST interface put another document in charge of the leg. */
export function takeOver(leg: Leg, target: Redirected['target']): DocumentRequest | Document {
  leg.interrupt = new AbortController()
  return 'verbs' in target ? target : { kind: 'step', ...target, fields: {} }
}

/** Waits while something happens, unless the leg is taken out of it. */
export function unlessInterrupted<T>(leg: Leg, work: Promise<T>): Promise<T> {
  return unlessAborted(leg.interrupt.signal, work)
}

/** Lets a stretch of speech, music or silence pass. */
export async function hear(
  leg: Leg,
  what: Omit<Moment, 'fromSeconds' | 'toSeconds'>,
  seconds: number,
  signal = leg.interrupt.signal,
): Promise<void> {
  const moment = begin(leg, what)
  try {
    await leg.clock.sleep(seconds, signal)
  } finally {
    finish(leg, moment)
  }
}
