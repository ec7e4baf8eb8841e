import type { Answering } from '../answering/answering.ts'
import type { RecordingRules } from '../call-recordings/recording.ts'
import type { Voice } from '../calls/voices.ts'
import type { Language } from '../i18n/text.ts'
import type { OutgoingLimits } from '../outgoing/outgoing.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { Hours } from '../rules/hours.ts'
import type { ClientState } from './tables.ts'

/** A client as the answer path and the workers see it: settings, executives, and which rules are in force. */
export type Client = {
  readonly clientId: number
  readonly key: string
  readonly name: string
  readonly language: Language
  readonly publicNumber: PhoneNumber | null
  readonly emergencyNumber: PhoneNumber | null
  readonly greeting: string | null
  readonly voice: Voice | null
  readonly textReply: string | null
  /** Said of an executive who is away or busy: "en rendez-vous". */
  readonly awayPhrase: string | null
  readonly health: boolean
  readonly allowedCountries: readonly string[]
  readonly hours: Hours
  /** How its callers are answered by people. */
  readonly answering: Answering
  /** How its conversations are recorded; null: never. */
  readonly recording: RecordingRules | null
  /** How much may be called out for it. */
  readonly outgoing: OutgoingLimits
  readonly state: ClientState
  /** The next call is the test of its diversion. */
  readonly awaitsTest: boolean
  readonly version: number
  /** When its first rules were published here: what happened before that was somebody else's to answer. */
  readonly setUpAt: Date
  /** By key; those who left are not among them. */
  readonly executives: ReadonlyMap<string, ClientExecutive>
  readonly ruleSetVersion: number
}

export type ClientExecutive = {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly number: PhoneNumber | null
}

export type Line = {
  readonly number: PhoneNumber
  readonly clientId: number
  readonly diversion: 'none' | 'always' | 'onNoAnswer'
  /** Key of the executive for whom messages are taken unless a rule says otherwise. */
  readonly recipientKey: string
}

export type DirectoryEntries = { clients: Client[]; lines: Line[] }
