import type { ExecutiveChoices } from '../clients/executive.ts'
import type { Wish } from '../clients/slip-form.ts'
import type { Language } from '../i18n/text.ts'
import type { MessageKind } from '../messages/tables.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { AgendaLine } from './agenda-lines.ts'
import type { DigestCounts, StoredLine } from './tables.ts'

/** One digest as one executive is told it. */
export type DigestFacts = {
  readonly language: Language
  readonly clientName: string
  /** Health clients send times and links only (CSP L1110-4). */
  readonly health: boolean
  readonly carries: ExecutiveChoices['carries']
  readonly dueAt: Date
  readonly timeZone: string
  readonly lines: readonly DigestLine[]
  /** Appointments that wait for her yes or no, and in the evening tomorrow's. */
  readonly agenda: readonly AgendaLine[]
  readonly counts: DigestCounts
  /** Whether she can answer by text; where she cannot, the text offers only the link. */
  readonly answerable: boolean
  /** Whether replies to the e-mail reach us. */
  readonly takesReplies: boolean
  readonly links: Readonly<Record<'digest' | 'agenda' | 'availability' | 'settings', string>>
}

/** One thing that is still open, by the number she answers with. */
export type DigestLine = {
  readonly number: number | null
  readonly kind: StoredLine['kind']
  readonly what: MessageKind
  readonly callerName: string | null
  /** Where to ring back. */
  readonly callerNumber: PhoneNumber | null
  readonly body: string | null
  /** Of a slip that a secretary wrote. */
  readonly wish: Wish | null
  readonly wishWhen: string | null
  readonly at: Date
}
