import { type Check, compileCondition } from './conditions.ts'
import type { Action, RuleSet } from './rule.ts'

export type CompiledRule = {
  readonly key: string
  readonly checks: readonly Check[]
  readonly action: Action
}
export type CompiledRules = { readonly rules: readonly CompiledRule[]; readonly default: RuleSet['default'] }

/** Done once per client and version of its rules; phrases are folded and lists indexed here. */
export function compileRules(ruleSet: RuleSet): CompiledRules {
  return {
    rules: ruleSet.rules.map(({ key, when, action }) => ({
      key,
      checks: when.map(compileCondition),
      action,
    })),
    default: ruleSet.default,
  }
}
