import type { CallListening } from '../../answering/listening/read-listening.ts'
import type { Conversations } from '../../call-recordings/find-conversations.ts'
import type { Outcome } from '../../calls/outcomes.ts'
import type { Disposition } from '../../calls/states.ts'
import type { ShownInstruction } from '../../clients/instructions/find-instructions.ts'
import type { reasons } from '../../clients/instructions/tables.ts'
import type { SlipField, SlipTemplate } from '../../clients/slip-form.ts'
import type { Language } from '../../i18n/text.ts'
import type { FoundDraft } from '../../messages/find-draft.ts'
import type { Audio, Message, MessageView } from '../../messages/queries.ts'
import type { PlacedCall } from '../../outgoing/find-placed.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import type { CallState } from './call-state.ts'
import type { DeliveredSlip } from './read-deliveries.ts'
import type { RuleOffer } from './read-rule-offer.ts'

/** All that stands before a secretary when she opens a call or a text. */
export type Desk = {
  readonly source: DeskSource
  readonly client: DeskClient
  readonly caller: DeskCaller
  readonly instructions: readonly ShownInstruction[]
  readonly executives: readonly DeskExecutive[]
  readonly reasons: readonly DeskReason[]
  /** Why it was treated so: one sentence, then each rule that was tried. */
  readonly treatment: readonly string[]
  /** Address of the rule, in the version that decided; null where none did. */
  readonly decidedBy: string | null
  readonly draft: FoundDraft | null
  /** When she threw away what she had begun, as long as she can have it back. */
  readonly thrownAt: Date | null
  readonly slip: DeskSlip | null
  readonly ruleOffer: RuleOffer
}

/** What both have in common, and how it goes on with a call. */
export type DeskSource = {
  readonly kind: 'call' | 'text'
  readonly clientId: number
  readonly id: string
  readonly line: PhoneNumber
  readonly at: Date
  readonly disposition: Disposition | string | null
  readonly matteredAt: Date | null
  /** Key of the executive for whom a slip is unless she says otherwise, and whether it would be urgent. */
  readonly recipientKey: string
  readonly urgent: boolean
  /** The words of a text. */
  readonly body: string | null
  readonly call: DeskCall | null
  /** What he left on the voicemail. */
  readonly audio: Audio
  /** What people said to each other, where that was recorded; null for a text. */
  readonly conversations: Conversations | null
}

export type DeskCall = {
  readonly state: CallState
  readonly direction: 'inbound' | 'outbound'
  readonly endedAt: Date | null
  /** Who wrote it down by hand. */
  readonly loggedBy: string | null
  readonly handling: DeskHandling | null
  readonly outcome: Outcome | null
  readonly billable: boolean | null
  readonly listening: CallListening
  /** Null unless a secretary placed it from the console. */
  readonly placed: PlacedCall | null
}

export type DeskHandling = {
  readonly secretaryId: string
  readonly secretaryName: string
  readonly takenAt: Date
  /** Who handed it to her, and whom she relieved. */
  readonly givenBy: string | null
  readonly relieved: string | null
  readonly reasonKey: string | null
  readonly note: string | null
  readonly wrappedUpAt: Date | null
}

export type DeskClient = {
  readonly clientId: number
  readonly name: string
  /** That of its callers. */
  readonly language: Language
  readonly health: boolean
  readonly timeZone: string
  readonly slipFields: readonly SlipField[]
  readonly slipTemplates: readonly SlipTemplate[]
  readonly unbilledOutcomes: readonly Outcome[]
}

export type DeskCaller = {
  readonly kind: 'number' | 'own' | 'withheld' | 'other'
  /** E.164 for `number` and `own`; what came, for `other`. */
  readonly number: string | null
  readonly name: string | null
  readonly contact: {
    readonly id: string
    readonly name: string
    readonly company: string | null
    readonly tags: readonly string[]
    readonly executiveName: string | null
  } | null
  readonly earlier: readonly Earlier[]
}

/** A call or text of the same caller, and what became of it. */
export type Earlier = {
  readonly kind: 'call' | 'text'
  readonly id: string
  readonly at: Date
  readonly disposition: string | null
  readonly outcome: Outcome | null
  readonly slip: {
    readonly recipientName: string
    readonly about: string | null
    /** What was last said of it; null while nobody has. */
    readonly word: 'received' | 'executiveCalls' | 'secretaryCalls' | 'done' | null
  } | null
}

export type DeskExecutive = {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly mobile: PhoneNumber | null
  readonly onCallRank: number | null
  readonly absence: { readonly state: 'busy' | 'away'; readonly until: Date | null } | null
}

export type DeskReason = Pick<
  typeof reasons.$inferSelect,
  'key' | 'name' | 'questions' | 'recipientKey' | 'urgent' | 'treatment' | 'version'
>

/** A slip that was sent, with what has become of it. */
export type DeskSlip = MessageView & {
  readonly message: Message
  readonly authorName: string | null
  readonly deliveries: readonly DeliveredSlip[]
}
