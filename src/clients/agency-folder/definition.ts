import type { AppointmentTypeDefinition } from '../../agenda/appointment-type.ts'
import type { AnsweringSettings } from '../../answering/answering.ts'
import type { RecordingSettings } from '../../call-recordings/recording.ts'
import type { Outcome } from '../../calls/outcomes.ts'
import type { Voice } from '../../calls/voices.ts'
import type { Language } from '../../i18n/text.ts'
import type { MandateDefinition } from '../../mandates/mandate.ts'
import type { OutgoingSettings } from '../../outgoing/outgoing.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import type { Hours } from '../../rules/hours.ts'
import type { RuleSet, Window } from '../../rules/rule.ts'
import type { Role } from '../../secretaries/tables.ts'
import type { ExecutiveChoices } from '../executive.ts'
import type { SlipField, SlipTemplate } from '../slip-form.ts'

/**
 * One client as an agency folder describes it and as the database holds it: the same shape from both, so that
 * comparing the two is the plan of an import. Contacts are apart, since a client can have a million.
 */
export type ClientDefinition = {
  readonly key: string
  readonly settings: ClientSettings
  readonly hours: Hours
  readonly executives: readonly ExecutiveDefinition[]
  readonly lines: readonly LineDefinition[]
  readonly reasons: readonly ReasonDefinition[]
  readonly instructions: readonly InstructionDefinition[]
  readonly appointmentTypes: readonly AppointmentTypeDefinition[]
  readonly mandates: readonly MandateDefinition[]
  readonly ruleSet: RuleSet
}

export type ClientSettings = {
  readonly name: string
  readonly language: Language
  readonly publicNumber: PhoneNumber | null
  readonly emergencyNumber: PhoneNumber | null
  readonly greeting: string | null
  readonly voice: Voice | null
  /** Answers a caller's text; without it only people do. */
  readonly textReply: string | null
  /** Said of an executive who is not to be had. */
  readonly awayPhrase: string | null
  /** Callers are told, once, that their message was passed on. */
  readonly tellsCallers: boolean
  readonly health: boolean
  readonly allowedCountries: readonly string[]
  readonly slipFields: readonly SlipField[]
  readonly slipTemplates: readonly SlipTemplate[]
  /** Outcomes of calls that the client does not pay for. */
  readonly unbilledOutcomes: readonly Outcome[]
  /** How people answer its callers; what is left out is as the agency does it. */
  readonly answering: AnsweringSettings
  /** How its conversations are recorded; null: never. */
  readonly recording: RecordingSettings | null
  readonly outgoing: OutgoingSettings
}

export type ExecutiveDefinition = {
  readonly key: string
  readonly name: string
  readonly language: Language
  readonly mobile: PhoneNumber | null
  readonly email: string | null
  readonly choices: ExecutiveChoices
  /** Place on the client's on-call list, 1 first. */
  readonly onCall: number | null
  /** When she can be booked; null for the client's opening hours. */
  readonly workingHours: readonly Window[] | null
}

/** What an executive may also change on her page. */
export type OwnChoices = Pick<ExecutiveDefinition, 'choices' | 'language'>

export type LineDefinition = {
  readonly key: string
  readonly number: PhoneNumber
  readonly diversion: 'none' | 'always' | 'onNoAnswer'
  /** Key of an executive. */
  readonly recipient: string
  /** A name that texts come from instead of the number. */
  readonly sender: string | null
  readonly receivesTexts: boolean
}

export type ReasonDefinition = {
  readonly key: string
  readonly name: string
  readonly questions: readonly string[]
  readonly recipient: string | null
  readonly urgent: boolean
  readonly treatment: 'connect' | 'message' | 'appointment' | 'onCall' | 'turnAway'
}

export type InstructionDefinition = {
  readonly key: string
  readonly body: string
  readonly from: string | null
  readonly until: string | null
}

export type ContactDefinition = {
  readonly key: string
  readonly name: string
  readonly company: string | null
  readonly email: string | null
  readonly tags: readonly string[]
  /** Key of the executive whom this contact belongs to. */
  readonly executive: string | null
  /** In ascending order. */
  readonly numbers: readonly PhoneNumber[]
}

/** Whom she works for: every client, those to come included, or those with these keys, in ascending order. */
export type SecretaryClients = 'all' | readonly string[]

export type SecretaryDefinition = {
  readonly key: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly language: Language
  readonly clients: SecretaryClients
  /** Keys of clients whose calls ring at her first, in ascending order. */
  readonly regular: readonly string[]
  /** By key of the client, where it is not the usual one: lower is rung sooner. */
  readonly priorities: Readonly<Record<string, number>>
}

export type TeamDefinition = {
  readonly key: string
  readonly name: string
  /** Keys of secretaries, in ascending order. */
  readonly members: readonly string[]
}
