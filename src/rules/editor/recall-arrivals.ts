import type { CompiledRules } from '../compile-rules.ts'
import type { Facts } from '../facts.ts'
import type { PastCall } from './past-call.ts'

/** How far back a rule may look for earlier calls of the same caller. */
export const arrivalsKeptMs = 7 * 24 * 60 * 60 * 1000
const mostKept = 50

/** Callers' earlier arrivals, newest first, from their calls in the order in which they came. */
export type Arrivals = { before(call: PastCall): readonly Date[] }

/** Remembers only where a rule asks how often somebody rings. */
export function recallArrivals(...asking: readonly CompiledRules[]): Arrivals {
  const isAsked = asking.some(({ rules }) =>
    rules.some(({ checks }) => checks.some(({ kind }) => kind === 'repeated')),
  )
  const known = new Map<string, Date[]>()
  return {
    before(call) {
      const number = isAsked ? numberOf(call.caller) : null
      if (number === null) return []
      const key = `${call.channel} ${number}`
      const since = call.at.getTime() - arrivalsKeptMs
      const earlier = (known.get(key) ?? []).filter((at) => at.getTime() > since).slice(0, mostKept)
      known.set(key, [call.at, ...earlier])
      return earlier
    },
  }
}

const numberOf = (caller: Facts['caller']): string | null => (caller.kind === 'number' ? caller.number : null)
