import { checkConditions } from './check-conditions.ts'
import { checkDiscard } from './check-discard.ts'
import { checkForward } from './check-forward.ts'
import { checkOrder } from './check-order.ts'
import type { CheckedClient, Finding } from './finding.ts'
import type { Action, Condition, RuleSet, TakeMessage } from './rule.ts'

/** What is wrong or doubtful in a client's rules, in their order. `today` is the client's local date. */
export function checkRules(ruleSet: RuleSet, client: CheckedClient, today: string): Finding[] {
  const found = ruleSet.rules.flatMap((rule, index) => [
    ...checkExecutives(rule.key, [...namedInConditions(rule.when), ...namedIn(rule.action)], client),
    ...checkConditions(rule, client, today),
    ...checkOrder(rule, ruleSet.rules.slice(0, index), client),
    ...checkForward(rule.key, rule.when, rule.action, client),
    ...checkDiscard(rule, client),
  ])
  return [
    ...found,
    ...checkExecutives('default', namedIn(ruleSet.default), client),
    ...checkForward('default', [], ruleSet.default, client),
  ]
}

function checkExecutives(ruleKey: string, named: readonly string[], client: CheckedClient): Finding[] {
  return [...new Set(named)]
    .filter((key) => !client.executives.has(key))
    .map((executive) => ({ level: 'error', ruleKey, code: 'unknownExecutive', executive }))
}

function namedInConditions(when: readonly Condition[]): string[] {
  return when.flatMap((condition) => {
    if (condition.kind === 'availability') return [condition.executive]
    if (condition.kind === 'caller') return named(condition.contactOf)
    return condition.kind === 'expected' ? named(condition.by) : []
  })
}

function namedIn(action: Action): string[] {
  if (action.kind === 'forward') return [action.to, ...namedIn(action.otherwise)]
  return action.kind === 'takeMessage' ? namedInMessage(action) : []
}

function namedInMessage({ for: recipient, copies }: TakeMessage): string[] {
  return [...named(recipient), ...copies]
}

function named(key: string | undefined): string[] {
  return key === undefined || key === 'anyExecutive' || key === 'contactExecutive' ? [] : [key]
}
