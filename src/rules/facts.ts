import type { PhoneNumber } from '../phone-number.ts'

/** What the rules may look at. Gathered before `decide`, stored with the decision, never read again. */
export type Facts = {
  readonly line: PhoneNumber
  readonly channel: 'voice' | 'text'
  /** `own`: the client's public number or an executive's mobile, from which nothing about the caller follows. */
  readonly caller:
    | { kind: 'number'; number: PhoneNumber }
    | { kind: 'own'; number: PhoneNumber }
    | { kind: 'withheld' }
    | { kind: 'other'; raw: string }
  readonly contact: ContactFact | null
  readonly now: Date
  /** Executives who are not `available` now, by key. */
  readonly availability: ReadonlyMap<string, 'busy' | 'away'>
  /** Earlier calls or texts of this caller to this client, newest first, at most 50, within 7 days. */
  readonly recentArrivals: readonly Date[]
  /** Keys of the executives who said that they await this caller. */
  readonly expectedBy: readonly string[]
  /** `StirVerstat` as it came; informative, no condition reads it yet. */
  readonly stir?: string
  /** Texts only. */
  readonly body?: string
}

export type ContactFact = { id: string; name: string; tags: readonly string[]; executiveKey: string | null }
