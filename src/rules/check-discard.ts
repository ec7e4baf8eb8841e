import type { CallerCondition } from './caller-condition.ts'
import { classesOf } from './compare-callers.ts'
import { alwaysHolds } from './compare-conditions.ts'
import type { CheckedClient, Finding } from './finding.ts'
import type { Condition, Rule } from './rule.ts'

/** Does a rule turn away people whom nobody meant to turn away? */
export function checkDiscard({ key: ruleKey, when, action }: Rule, { lines }: CheckedClient): Finding[] {
  if (action.kind !== 'discard') return []
  const numbers = lines.map((line) => line.number)
  if (when.every((condition) => isEveryCall(condition, numbers))) {
    return [{ level: 'error', ruleKey, code: 'discardsEveryCall' }]
  }
  if (!when.some(isAboutCaller)) return [{ level: 'warning', ruleKey, code: 'discardsEveryCaller' }]
  const callers = when.filter((condition) => condition.kind === 'caller')
  const others = when.filter((condition) => condition.kind !== 'caller').some(isAboutCaller)
  return others ? [] : checkCallers(ruleKey, callers)
}

function isEveryCall(condition: Condition, lines: readonly string[]): boolean {
  return alwaysHolds(condition, lines) || (condition.kind === 'channel' && condition.is === 'voice')
}

/** Who calls, how often or with which words; everything else is about when and where. */
function isAboutCaller({ kind }: Condition): boolean {
  return kind === 'caller' || kind === 'body' || kind === 'repeated' || kind === 'expected'
}

/** With several conditions on the caller each narrows the others, so only a single one is judged. */
function checkCallers(ruleKey: string, [caller, ...more]: readonly CallerCondition[]): Finding[] {
  if (!caller || more.length > 0) return []
  if (classesOf(caller).every((name) => name === 'own')) {
    return [{ level: 'warning', ruleKey, code: 'ownNotDiscarded' }]
  }
  const found: Finding[] = []
  for (const prefix of caller.prefixes ?? []) {
    if ('+33'.startsWith(prefix)) found.push({ level: 'warning', ruleKey, code: 'discardsFrance', prefix })
  }
  if (caller.withheld) found.push({ level: 'warning', ruleKey, code: 'discardsWithheld' })
  if (caller.unknown) found.push({ level: 'warning', ruleKey, code: 'discardsUnknown' })
  return found
}
