import { isDeepStrictEqual } from 'node:util'
import { classesOf } from './compare-callers.ts'
import { alwaysHolds, implies } from './compare-conditions.ts'
import type { CheckedClient, Finding } from './finding.ts'
import type { Rule } from './rule.ts'

/** Does an earlier rule leave this one nothing to decide? The first such rule is named. */
export function checkOrder(rule: Rule, earlier: readonly Rule[], { lines }: CheckedClient): Finding[] {
  const numbers = lines.map((line) => line.number)
  const takes = (wide: Rule, narrow: Rule) =>
    wide.when.every((w) => alwaysHolds(w, numbers) || narrow.when.some((n) => implies(n, w)))
  const taker = earlier.find((candidate) => takes(candidate, rule))
  if (!taker) return []
  if (takes(rule, taker) && !isDeepStrictEqual(rule.action, taker.action)) {
    return [{ level: 'warning', ruleKey: rule.key, code: 'contradicts', other: taker.key }]
  }
  const exceptOwn = leavesOwn(taker) && canBeOwn(rule)
  return [{ level: 'warning', ruleKey: rule.key, code: 'shadowed', by: taker.key, exceptOwn }]
}

/** Own calls are spared discards and forwards to themselves, and then reach the rules below. */
function leavesOwn({ action }: Rule): boolean {
  return action.kind !== 'takeMessage'
}

function canBeOwn({ when, action }: Rule): boolean {
  if (action.kind === 'discard') return false
  return when.every((condition) => {
    if (condition.kind === 'caller') return classesOf(condition).includes('own')
    return condition.kind !== 'repeated' && condition.kind !== 'expected'
  })
}
