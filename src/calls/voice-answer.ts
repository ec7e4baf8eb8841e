import type { Language } from '../i18n/text.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { Voice } from './voices.ts'

/** What a caller, or an executive who is rung, hears next. `src/twilio/twiml.ts` writes it for the exchange. */
export type VoiceAnswer =
  | { kind: 'reject'; busy: boolean }
  | { kind: 'announce'; speech: Speech }
  | Dial
  | Voicemail
  | { kind: 'whisper'; speech: Speech; keyUrl: string; keySeconds: number }
  /** Said twice to an executive whom we rang; without a key the call ends. */
  | { kind: 'ask'; speech: Speech; keyUrl: string; keySeconds: number }
  /** The two legs are put through. */
  | { kind: 'bridge' }
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

export type Voicemail = {
  kind: 'voicemail'
  greeting: Speech
  maxSeconds: number
  recordedUrl: string
  statusUrl: string
}

export type Speech = { text: string; language: Language; voice: Voice | null }
