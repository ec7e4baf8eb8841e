import type { SwitchedOn } from '../agency/switch.ts'
import type { whyNotDiallable } from '../phone-number.ts'
import type { OverLimit } from './limits.ts'
import type { ProspectingRefusal } from './prospecting.ts'

type NotDiallable = NonNullable<ReturnType<typeof whyNotDiallable>>

/** Why nobody is rung; `number` as it was typed. */
export type Refusal =
  | { readonly kind: 'number'; readonly why: NotDiallable; readonly number: string }
  /** A line of the agency's: it would ring here. */
  | { readonly kind: 'ownLine'; readonly number: string }
  /** The client is not served at present. */
  | { readonly kind: 'resting' }
  | ({ readonly kind: 'stopped' } & SwitchedOn)
  | OverLimit
  | { readonly kind: 'prospecting'; readonly why: ProspectingRefusal; readonly number: string }
  /** Her station: closed, out of reach, a telephone instead of the console, in another call. */
  | { readonly kind: 'station'; readonly why: 'off' | 'unreachable' | 'telephone' | 'busy' }
