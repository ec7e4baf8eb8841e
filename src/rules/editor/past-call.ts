import type { PhoneNumber } from '../../phone-number.ts'
import type { Facts } from '../facts.ts'
import type { Action } from '../rule.ts'

/** A call or text that came, as far as it was written down. */
export type PastCall = {
  readonly id: string
  readonly channel: Facts['channel']
  readonly at: Date
  readonly line: PhoneNumber
  readonly caller: Facts['caller']
  readonly contactId: string | null
  readonly body: string | null
  /** What was done, and because of which rule; null where no rule was asked: in trouble, or by hand. */
  readonly decided: { readonly action: Action; readonly ruleKey: string } | null
  readonly kept: KeptFacts
}

/** What was kept with the decision because its trace may not show it. */
export type KeptFacts = {
  readonly contactTags?: readonly string[] | undefined
  readonly contactOf?: string | null | undefined
  readonly availability?: Readonly<Record<string, 'busy' | 'away'>> | undefined
  readonly expectedBy?: readonly string[] | undefined
}

/**
 * The facts as the rules saw them then: the contact's tags and executive, who was available and whom an executive
 * expected were kept with the decision. Opening hours and executives' numbers are the client's of today.
 */
export function factsOfPast(call: PastCall, recentArrivals: () => readonly Date[]): Facts {
  const { kept, channel, line, caller, at } = call
  return {
    line,
    channel,
    caller,
    now: at,
    contact: contactOf(call),
    availability: kept.availability ? availabilityOf(kept.availability) : nobodyAway,
    get recentArrivals() {
      return recentArrivals()
    },
    expectedBy: kept.expectedBy ?? nobody,
    ...(call.body === null ? {} : { body: call.body }),
  }
}

const nobody: readonly string[] = []
const nobodyAway: Facts['availability'] = new Map()

const availabilityOf = (kept: NonNullable<KeptFacts['availability']>): Facts['availability'] =>
  new Map(Object.entries(kept))

function contactOf({ contactId, kept }: PastCall): Facts['contact'] {
  if (!kept.contactTags) return null
  return { id: contactId ?? '', name: '', tags: kept.contactTags, executiveKey: kept.contactOf ?? null }
}
