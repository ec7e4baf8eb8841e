import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keptFacts } from '../../../src/calls/kept-facts.ts'
import { compileRules } from '../../../src/rules/compile-rules.ts'
import { decide } from '../../../src/rules/decide.ts'
import { compareDecisions } from '../../../src/rules/editor/compare-decisions.ts'
import type { PastCall } from '../../../src/rules/editor/past-call.ts'
import type { Facts } from '../../../src/rules/facts.ts'
import type { Hours } from '../../../src/rules/hours.ts'
import { type Action, type RuleSet, ruleSetSchema } from '../../../src/rules/rule.ts'
import { arbitraryFacts, arbitraryHours, arbitraryRuleSet, executives } from '../arbitrary-rules.ts'
import { isSpared, ruleThatDecides } from '../specification.ts'

const longAgo = new Date('2025-01-01T00:00:00Z')

/** Calls in the order in which they came, each with the earlier ones of its caller as they were seen then. */
const arbitraryHistory: fc.Arbitrary<Facts[]> = fc
  .array(arbitraryFacts, { minLength: 1, maxLength: 10 })
  .map((calls) => calls.toSorted((a, b) => a.now.getTime() - b.now.getTime()))
  .map((calls) =>
    calls.map((call, at) => ({ ...call, recentArrivals: earlierOf(call, calls.slice(0, at)).toReversed() })),
  )

const earlierOf = (call: Facts, before: readonly Facts[]): Date[] =>
  before
    .filter(({ channel, caller }) => channel === call.channel && numberOf(caller) === numberOf(call.caller))
    .filter(({ caller }) => caller.kind === 'number')
    .map(({ now }) => now)
    .filter((now) => call.now.getTime() - now.getTime() < 7 * 86_400_000)

const numberOf = (caller: Facts['caller']) => ('number' in caller ? caller.number : null)

/** As it comes back from the database. */
function pastCall(facts: Facts, ruleSet: RuleSet, hours: Hours, at: number): PastCall {
  const { action, ruleKey } = decide(compileRules(ruleSet), facts, { hours, executives })
  return {
    id: String(at),
    channel: facts.channel,
    at: facts.now,
    line: facts.line,
    caller: facts.caller,
    contactId: facts.contact?.id ?? null,
    body: facts.channel === 'text' ? (facts.body ?? '') : null,
    decided: JSON.parse(JSON.stringify({ action, ruleKey })),
    kept: JSON.parse(JSON.stringify(keptFacts(facts))),
  }
}

function compare(calls: readonly PastCall[], inForce: RuleSet, draft: RuleSet, hours: Hours, from = longAgo) {
  const comparing = compareDecisions({
    draft: compileRules(draft),
    inForce: compileRules(inForce),
    client: { hours, executives },
    from,
  })
  comparing.add(calls)
  return comparing.finish()
}

/** What the specification says is done, without the code under test. */
function plainAction(ruleSet: RuleSet, facts: Facts, hours: Hours): Action {
  const key = ruleThatDecides(ruleSet, facts, hours)
  const action = ruleSet.rules.find((rule) => rule.key === key)?.action ?? ruleSet.default
  const message: Action = { kind: 'takeMessage', copies: [], urgency: 'ordinary', by: 'secretary' }
  if (isSpared(action, facts))
    return action.kind === 'forward' && action.otherwise.kind === 'takeMessage' ? action.otherwise : message
  if (facts.caller.kind === 'own' && action.kind === 'forward' && action.otherwise.kind === 'discard')
    return { ...action, otherwise: message }
  return action
}

describe('a draft tried on calls that came', () => {
  test('with unchanged rules nothing differs, whatever the rules look at', () => {
    fc.assert(
      fc.property(arbitraryRuleSet, arbitraryHours, arbitraryHistory, (ruleSet, hours, history) => {
        const calls = history.map((facts, at) => pastCall(facts, ruleSet, hours, at))
        const read = ruleSetSchema.parse(JSON.parse(JSON.stringify(ruleSet)))
        const { groups, alreadyOtherwise, ...counts } = compare(calls, ruleSet, read, hours)
        expect(groups).toEqual([])
        expect(alreadyOtherwise).toBe(0)
        expect(counts.calls + counts.texts).toBe(history.length)
      }),
      { numRuns: 500 },
    )
  })

  test('with other rules exactly those calls differ that a plain reading of the rules treats otherwise', () => {
    fc.assert(
      fc.property(
        arbitraryRuleSet,
        arbitraryRuleSet,
        arbitraryHours,
        arbitraryHistory,
        (inForce, draft, hours, history) => {
          const calls = history.map((facts, at) => pastCall(facts, inForce, hours, at))
          const words = (action: Action) => JSON.stringify(action)
          const expected = history
            .map((facts, at) => ({ facts, id: String(at) }))
            .filter(
              ({ facts }) =>
                words(plainAction(inForce, facts, hours)) !== words(plainAction(draft, facts, hours)),
            )
          const { groups } = compare(calls, inForce, draft, hours)
          expect(groups.flatMap(({ examples }) => examples.map(({ id }) => id)).sort()).toEqual(
            expected.map(({ id }) => id).sort(),
          )
          expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('calls before the period only tell how often somebody had rung', () => {
    const hours = fc.sample(arbitraryHours, 1)[0]
    const [facts] = fc.sample(
      arbitraryFacts.filter(({ caller, channel }) => caller.kind === 'number' && channel === 'voice'),
      1,
    )
    if (!hours || !facts) throw new Error('nothing was made up')
    const message = ruleSetSchema.parse({ rules: [], default: { kind: 'takeMessage' } })
    const urgent = { kind: 'takeMessage', urgency: 'urgent' }
    const again = ruleSetSchema.parse({
      rules: [{ key: 'again', when: [{ kind: 'repeated', times: 2, minutes: 60 }], action: urgent }],
      default: { kind: 'takeMessage' },
    })
    const first = { ...facts, now: new Date('2026-11-01T10:00:00Z'), recentArrivals: [] }
    const second = { ...first, now: new Date('2026-11-01T10:30:00Z') }
    const calls = [first, second].map((one, at) => pastCall(one, message, hours, at))
    const result = compare(calls, message, again, hours, new Date('2026-11-01T10:15:00Z'))
    expect(result).toMatchObject({
      calls: 1,
      groups: [{ count: 1, ruleKey: 'again', examples: [{ id: '1' }] }],
    })
  })

  test('what a later version already treats otherwise is counted apart, what no rule decided is left aside', () => {
    fc.assert(
      fc.property(
        arbitraryRuleSet,
        arbitraryRuleSet,
        arbitraryHours,
        arbitraryHistory,
        (old, now, hours, history) => {
          const calls = history.map((facts, at) => pastCall(facts, old, hours, at))
          const { groups, alreadyOtherwise } = compare(calls, now, now, hours)
          expect(groups).toEqual([])
          expect(alreadyOtherwise).toBe(
            history.filter(
              (facts) =>
                JSON.stringify(plainAction(old, facts, hours)) !==
                JSON.stringify(plainAction(now, facts, hours)),
            ).length,
          )
          const undecided = calls.map((call) => ({ ...call, decided: null }))
          expect(compare(undecided, now, old, hours)).toMatchObject({ leftAside: calls.length, groups: [] })
        },
      ),
      { numRuns: 200 },
    )
  })
})
