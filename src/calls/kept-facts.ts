import type { Facts } from '../rules/facts.ts'

type CallerColumns = { callerKind: Facts['caller']['kind']; caller: string | null }

/** How a caller stands in the row of a call or text. */
export function callerColumns({ caller }: Pick<Facts, 'caller'>): CallerColumns {
  if (caller.kind === 'withheld') return { callerKind: 'withheld', caller: null }
  return { callerKind: caller.kind, caller: caller.kind === 'other' ? caller.raw : caller.number }
}

/** What the trace may not show although it was known: kept with the decision. */
export const keptFacts = ({ contact, availability, recentArrivals, expectedBy, stir }: Facts) => ({
  ...(contact ? { contactTags: contact.tags, contactOf: contact.executiveKey } : {}),
  ...(availability.size > 0 ? { availability: Object.fromEntries(availability) } : {}),
  ...(recentArrivals.length > 0 ? { earlierArrivals: recentArrivals.length } : {}),
  ...(expectedBy.length > 0 ? { expectedBy } : {}),
  ...(stir ? { stir } : {}),
})
