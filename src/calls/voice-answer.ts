import type { Language } from '../i18n/text.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { Voice } from './voices.ts'

/** What a caller, or an executive who is rung, hears next. `src/twilio/twiml.ts` writes it for the exchange. */
export type VoiceAnswer =
  | { kind: 'reject'; busy: boolean }
  | { kind: 'announce'; speech: Speech }
  | Dial
  | Ring
  | Voicemail
  | { kind: 'whisper'; speech: Speech; keyUrl: string; keySeconds: number }
  /** Said twice to an executive whom we rang; without a key the call ends. */
  | { kind: 'ask'; speech: Speech; keyUrl: string; keySeconds: number }
  /** The two legs are put through. */
  | { kind: 'bridge' }
  | Enqueue
  | Wait
  /** Out of the queue, to what follows it. */
  | { kind: 'leave' }
  | Conference
  | { kind: 'hangUp' }

export type Dial = {
  kind: 'dial'
  /** Spoken before the ringing where the caller has already heard enough of it. */
  speech: Speech | null
  callerId: PhoneNumber
  number: PhoneNumber
  ringSeconds: number
  talkLimitSeconds: number
  /** Where the executive's leg is screened; null puts her through as soon as she picks up. */
  screenUrl: string | null
  endedUrl: string
}

/** Telephones of the agency ring at the same time, and whoever presses the key first has him. */
export type Ring = {
  kind: 'ring'
  speech: Speech | null
  callerId: PhoneNumber
  telephones: readonly { readonly number: PhoneNumber; readonly screenUrl: string }[]
  ringSeconds: number
  talkLimitSeconds: number
  endedUrl: string
}

export type Voicemail = {
  kind: 'voicemail'
  greeting: Speech
  maxSeconds: number
  recordedUrl: string
  statusUrl: string
}

/** He waits for a secretary. */
export type Enqueue = {
  kind: 'enqueue'
  /** Said before he waits; null where the first stretch of the wait greets him. */
  speech: Speech | null
  queue: string
  /** Asked for one stretch of the wait after the other. */
  waitUrl: string
  leftUrl: string
}

/** One stretch of the wait: what is said, then music or silence, cut short by a key. */
export type Wait = {
  kind: 'wait'
  speech: Speech | null
  musicUrl: string | null
  /** Of silence that a key may still come in. */
  keySeconds: number
  keyUrl: string
  /** Where the next stretch is asked for; null: where this one was. */
  nextUrl: string | null
}

/** He, or whoever answers him, speaks with everybody who is in it. */
export type Conference = {
  kind: 'conference'
  name: string
  /** With the caller it ends for everybody; a secretary may leave it to others, and a supervisor never begins it. */
  party: 'caller' | 'secretary' | 'supervisor'
  /** Left out, everybody. */
  heardBy?: HeardBy
  /** Heard by whoever is alone in it; empty for silence. */
  musicUrl: string
  talkLimitSeconds: number
  statusUrl: string
  leftUrl: string
}

/** Who hears somebody in a conference: all of them, none, or whoever's call that is. */
export type HeardBy = 'everybody' | 'nobody' | { readonly callSid: string }

export type Speech = { text: string; language: Language; voice: Voice | null }
