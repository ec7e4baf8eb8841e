import type { Action, RuleSet } from '../rule.ts'

/** Keys of the executives to whom calls would be put through for the first time. */
export function newTargets(inForce: RuleSet, draft: RuleSet): string[] {
  const known = new Set(targetsOf(inForce))
  return [...new Set(targetsOf(draft))].filter((key) => !known.has(key))
}

const targetsOf = ({ rules, default: closing }: RuleSet): string[] =>
  [...rules.map(({ action }): Action => action), closing].flatMap((action) =>
    action.kind === 'forward' ? [action.to] : [],
  )
