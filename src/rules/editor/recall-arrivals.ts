import type { CompiledRules } from '../compile-rules.ts'
import type { Facts } from '../facts.ts'
import type { PastCall } from './past-call.ts'

/** How far back a rule may look for earlier calls of the same caller. */
export const arrivalsKeptMs = 7 * 24 * 60 * 60 * 1000
const mostKept = 50

/** Callers' earlier arrivals, newest first, from their calls in the order in which they came. */
export type Arrivals = { before(call: PastCall): () => readonly Date[] }

const none = (): readonly Date[] => []

/** Remembers only where a rule asks how often somebody rings, and looks only when it comes to asking. */
export function recallArrivals(...asking: readonly CompiledRules[]): Arrivals {
  const isAsked = asking.some(({ rules }) =>
    rules.some(({ checks }) => checks.some(({ kind }) => kind === 'repeated')),
  )
  const known = { voice: new Map<string, Date[]>(), text: new Map<string, Date[]>() }
  return {
    before({ caller, channel, at }) {
      if (!isAsked || caller.kind !== 'number') return none
      const ofChannel = known[channel]
      const arrivals = ofChannel.get(caller.number) ?? []
      if (arrivals.length === 0) ofChannel.set(caller.number, arrivals)
      const earlier = arrivals.length
      if (earlier > 4 * mostKept) arrivals.splice(0, earlier - mostKept)
      const until = arrivals.length
      arrivals.push(at)
      return () => newest(arrivals.slice(Math.max(0, until - mostKept), until), at)
    },
  }
}

function newest(arrivals: readonly Date[], at: Date): Facts['recentArrivals'] {
  const since = at.getTime() - arrivalsKeptMs
  return arrivals.filter((arrival) => arrival.getTime() > since).reverse()
}
