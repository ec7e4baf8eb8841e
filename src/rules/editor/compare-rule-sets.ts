import { isDeepStrictEqual } from 'node:util'
import type { Rule, RuleSet } from '../rule.ts'

/** One thing that differs between two versions of a client's rules. Places count from 1. */
export type RuleChange =
  | { readonly kind: 'added'; readonly rule: Rule; readonly place: number }
  | { readonly kind: 'removed'; readonly rule: Rule }
  | { readonly kind: 'changed'; readonly before: Rule; readonly after: Rule }
  | { readonly kind: 'moved'; readonly rule: Rule; readonly from: number; readonly to: number }
  | { readonly kind: 'default'; readonly before: RuleSet['default']; readonly after: RuleSet['default'] }

/** What turns one rule set into the other, in the order of the second; nothing when they treat all calls alike. */
export function compareRuleSets(before: RuleSet, after: RuleSet): RuleChange[] {
  const [old, now] = [byKey(before), byKey(after)]
  const moved = movedKeys(before, after)
  const removed = before.rules.filter(({ key }) => !now.has(key))
  return [
    ...removed.map((rule): RuleChange => ({ kind: 'removed', rule })),
    ...after.rules.flatMap((rule, at): RuleChange[] => {
      const known = old.get(rule.key)
      if (!known) return [{ kind: 'added', rule, place: at + 1 }]
      return [
        ...(isDeepStrictEqual(known, rule) ? [] : [{ kind: 'changed' as const, before: known, after: rule }]),
        ...(moved.has(rule.key)
          ? [{ kind: 'moved' as const, rule, from: before.rules.indexOf(known) + 1, to: at + 1 }]
          : []),
      ]
    }),
    ...(isDeepStrictEqual(before.default, after.default)
      ? []
      : [{ kind: 'default' as const, before: before.default, after: after.default }]),
  ]
}

const byKey = ({ rules }: RuleSet) => new Map(rules.map((rule) => [rule.key, rule]))

/** The fewest rules whose moving explains the new order: those outside the longest run that kept its order. */
function movedKeys(before: RuleSet, after: RuleSet): Set<string> {
  const placeBefore = new Map(before.rules.map(({ key }, at) => [key, at]))
  const common = after.rules.map(({ key }) => key).filter((key) => placeBefore.has(key))
  const places = common.map((key) => placeBefore.get(key) ?? 0)
  const kept = new Set(longestRise(places))
  return new Set(common.filter((_, at) => !kept.has(at)))
}

/** Indexes of the longest rising subsequence. */
function longestRise(values: readonly number[]): number[] {
  let best: readonly number[] = []
  const runs: (readonly number[])[] = []
  for (const [at, value] of values.entries()) {
    let longest: readonly number[] = []
    for (let earlier = 0; earlier < at; earlier++) {
      const run = runs[earlier] ?? []
      if ((values[earlier] ?? 0) < value && run.length > longest.length) longest = run
    }
    runs[at] = [...longest, at]
    if (longest.length + 1 > best.length) best = runs[at] ?? []
  }
  return [...best]
}
