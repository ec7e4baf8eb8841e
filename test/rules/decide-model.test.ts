import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRules } from '../../src/rules/compile-rules.ts'
import { decide, decideUnexplained } from '../../src/rules/decide.ts'
import { ruleSetSchema } from '../../src/rules/rule.ts'
import { arbitraryFacts, arbitraryHours, arbitraryRuleSet, executives } from './arbitrary-rules.ts'
import { isSpared, ruleThatDecides } from './specification.ts'

test('decide agrees with the plain specification on any rules and facts', () => {
  fc.assert(
    fc.property(arbitraryRuleSet, arbitraryHours, arbitraryFacts, (ruleSet, hours, facts) => {
      const { ruleKey, action, trace } = decide(compileRules(ruleSet), facts, { hours, executives })
      expect(ruleKey).toBe(ruleThatDecides(ruleSet, facts, hours))
      const planned = ruleSet.rules.find((rule) => rule.key === ruleKey)?.action ?? ruleSet.default
      expect(action.kind).toBe(isSpared(planned, facts) ? 'takeMessage' : planned.kind)
      expect(trace.length).toBeLessThanOrEqual(ruleSet.rules.length + 1)
      expect(JSON.parse(JSON.stringify(trace))).toEqual(trace)
      const unexplained = decideUnexplained(compileRules(ruleSet), facts, { hours, executives })
      expect(unexplained).toMatchObject({ ruleKey, action })
    }),
    { numRuns: 3000 },
  )
})

test('an own call is neither discarded nor sent back to its number, whatever the rules say', () => {
  const own = arbitraryFacts.filter((facts) => facts.caller.kind === 'own')
  fc.assert(
    fc.property(arbitraryRuleSet, arbitraryHours, own, (ruleSet, hours, facts) => {
      const { action } = decide(compileRules(ruleSet), facts, { hours, executives })
      expect(isSpared(action, facts)).toBe(false)
      if (action.kind === 'forward') expect(action.otherwise.kind).toBe('takeMessage')
    }),
    { numRuns: 500 },
  )
})

test('rules written out and read again are the same rules', () => {
  fc.assert(
    fc.property(arbitraryRuleSet, (ruleSet) => {
      expect(ruleSetSchema.parse(JSON.parse(JSON.stringify(ruleSet)))).toEqual(ruleSet)
    }),
    { numRuns: 200 },
  )
})
