import type { PhoneNumber } from '../phone-number.ts'
import type { Hours } from './hours.ts'
import type { Condition } from './rule.ts'

type Found =
  | { code: 'neverHolds'; one: Condition; two: Condition }
  /** The windows of these hours are empty, so nothing is ever inside. */
  | { code: 'hoursEmpty'; of: 'opening' | 'cover'; is: 'inside' | 'outside' }
  | { code: 'datesPast'; to: string }
  /** An earlier rule takes all its calls, or all but those from the client's own numbers. */
  | { code: 'shadowed'; by: string; exceptOwn: boolean }
  | { code: 'contradicts'; other: string }
  | { code: 'foreignLine'; line: PhoneNumber }
  | { code: 'unknownExecutive'; executive: string }
  | { code: 'noTelephone'; executive: string }
  | { code: 'forwardToOurLine'; executive: string; line: PhoneNumber }
  | { code: 'forwardMayReturn'; executive: string; publicNumber: PhoneNumber }
  | { code: 'ringsTooLong'; ringSeconds: number; mostSeconds: number }
  | { code: 'discardsEveryCall' }
  | { code: 'discardsEveryCaller' }
  | { code: 'discardsFrance'; prefix: string }
  | { code: 'discardsWithheld' }
  | { code: 'discardsUnknown' }
  | { code: 'ownNotDiscarded' }

/** Errors are refused by the importer, warnings shown. `ruleKey` is `default` for the closing action. */
export type Finding = { readonly level: 'error' | 'warning'; readonly ruleKey: string } & Readonly<Found>

export type CheckedClient = {
  readonly hours: Hours
  readonly publicNumber: PhoneNumber | null
  readonly lines: readonly {
    readonly number: PhoneNumber
    readonly diversion: 'none' | 'always' | 'onNoAnswer'
  }[]
  /** By key; `number` is null for one who has no telephone. */
  readonly executives: ReadonlyMap<string, { readonly number: PhoneNumber | null }>
  /** The lines of all clients: a forward to any of them comes back to us. */
  readonly agencyLines: ReadonlySet<PhoneNumber>
}
