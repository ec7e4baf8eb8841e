import type { Rule, RuleSet } from '../rule.ts'

/** In the place of the rule with its key; a new one comes last, where it takes nothing from the others. */
export function putRule(ruleSet: RuleSet, rule: Rule): RuleSet {
  const isKnown = ruleSet.rules.some(({ key }) => key === rule.key)
  const rules = isKnown
    ? ruleSet.rules.map((one) => (one.key === rule.key ? rule : one))
    : [...ruleSet.rules, rule]
  return { ...ruleSet, rules }
}

export const removeRule = (ruleSet: RuleSet, key: string): RuleSet => ({
  ...ruleSet,
  rules: ruleSet.rules.filter((rule) => rule.key !== key),
})

/** One place up or down; at the end of the list it stays. */
export function moveRule(ruleSet: RuleSet, key: string, direction: 'up' | 'down'): RuleSet {
  const at = ruleSet.rules.findIndex((rule) => rule.key === key)
  const to = direction === 'up' ? at - 1 : at + 1
  const [moved, other] = [ruleSet.rules[at], ruleSet.rules[to]]
  if (!moved || !other) return ruleSet
  return { ...ruleSet, rules: ruleSet.rules.with(to, moved).with(at, other) }
}

/** In the order of the keys; rules that they do not name keep their order and come last. */
export function orderRules(ruleSet: RuleSet, keys: readonly string[]): RuleSet {
  const place = (key: string) => (keys.includes(key) ? keys.indexOf(key) : keys.length)
  return { ...ruleSet, rules: ruleSet.rules.toSorted((a, b) => place(a.key) - place(b.key)) }
}
