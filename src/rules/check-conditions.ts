import { excludes } from './compare-conditions.ts'
import type { CheckedClient, Finding } from './finding.ts'
import type { Condition, Rule } from './rule.ts'

/** Conditions that cannot hold, alone or together. */
export function checkConditions(rule: Rule, client: CheckedClient, today: string): Finding[] {
  return [
    ...rule.when.flatMap((condition) => checkCondition(condition, rule.key, client, today)),
    ...exclusivePairs(rule),
  ]
}

function checkCondition(
  condition: Condition,
  ruleKey: string,
  client: CheckedClient,
  today: string,
): Finding[] {
  switch (condition.kind) {
    case 'dates':
      if (condition.to >= today) return []
      return [{ level: 'warning', ruleKey, code: 'datesPast', to: condition.to }]
    case 'hours':
      if (client.hours[condition.of].length > 0) return []
      return [{ level: 'warning', ruleKey, code: 'hoursEmpty', of: condition.of, is: condition.is }]
    case 'line':
      return condition.lines
        .filter((number) => !client.lines.some((line) => line.number === number))
        .map((line) => ({ level: 'error', ruleKey, code: 'foreignLine', line }))
    default:
      return []
  }
}

function exclusivePairs({ key, when }: Rule): Finding[] {
  return when.flatMap((one, index) =>
    when
      .slice(index + 1)
      .filter((two) => excludes(one, two))
      .map((two): Finding => ({ level: 'warning', ruleKey: key, code: 'neverHolds', one, two })),
  )
}
