import type { TraceStep } from './decide.ts'

/**
 * A trace as it is stored: `tried` names the rules in their order, each with its place in `seen`, such as
 * `blocked:0 marketing:0 vip:1`. Of 200 rules most saw one of a few same things; written out they would be
 * 14 KB with every call.
 */
export type PackedTrace = { readonly tried: string; readonly seen: readonly Observed[] }
type Observed = WithoutRule<TraceStep>
type WithoutRule<Step> = Step extends unknown ? Omit<Step, 'rule'> : never

export function packTrace(trace: readonly TraceStep[]): PackedTrace {
  const seen: Observed[] = []
  const tried = trace.map(({ rule, ...observed }) => {
    const known = seen.findIndex((one) => isSame(one, observed))
    return `${rule}:${known < 0 ? seen.push(observed) - 1 : known}`
  })
  return { tried: tried.join(' '), seen }
}

export function unpackTrace({ tried, seen }: PackedTrace): TraceStep[] {
  return tried.split(' ').flatMap((one) => {
    const [rule = '', place] = one.split(':')
    const observed = seen[Number(place)]
    return observed ? [{ rule, ...observed }] : []
  })
}

/** What one decision saw twice is the same object: there is no need to look inside. */
const isSame = (a: Observed, b: Observed): boolean =>
  'failed' in a && 'failed' in b && a.failed === b.failed && a.at === b.at && a.seen === b.seen
