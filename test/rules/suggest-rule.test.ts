import { expect, test } from 'vitest'
import { explainRule } from '../../src/rules/explain.ts'
import { ruleSetSchema } from '../../src/rules/rule.ts'
import { type Mattered, suggestRule, withSuggestion } from '../../src/rules/suggest-rule.ts'
import { tel } from './demo-clients.ts'

const rules = ruleSetSchema.parse({
  rules: [
    { key: 'vip', when: [{ kind: 'caller', tags: ['vip'] }], action: { kind: 'forward', to: 'morel' } },
    { key: 'blocked', when: [{ kind: 'caller', tags: ['blocked'] }], action: { kind: 'discard' } },
    { key: 'rest', when: [{ kind: 'caller', unknown: true }], action: { kind: 'takeMessage' } },
  ],
  default: { kind: 'takeMessage' },
})
const blanc: Mattered = {
  ...{ ruleKey: 'blocked', callerNumber: tel('+33199002002'), callerName: 'M. Blanc' },
  ...{ isFollowed: true, language: 'fr' },
}
const inWords = (mattered: Mattered) => {
  const suggestion = suggestRule(rules, mattered)
  return suggestion && explainRule(suggestion.rule, { language: mattered.language, executives: new Map() })
}

test('an exception for his number is offered, right before the rule that turned him away', () => {
  const suggestion = suggestRule(rules, blanc)
  expect(suggestion).toMatchObject({ before: 'blocked', rule: { name: 'Toujours prendre\u00a0: M. Blanc' } })
  const after = suggestion && withSuggestion(rules, suggestion)
  expect(after?.rules.map(({ key }) => key)).toEqual(['vip', 'toujours-prendre-m-blanc', 'blocked', 'rest'])
  expect(ruleSetSchema.safeParse(after).success).toBe(true)
  expect(after && suggestRule(after, blanc)).toBeNull()
})

test('it can be read aloud, in both languages', () => {
  expect(inWords(blanc)?.replaceAll('\u00a0', ' ')).toBe(
    'Si l’appelant a le numéro 01 99 00 20 02 : prendre un message pour le dirigeant qui suit le contact',
  )
  expect(inWords({ ...blanc, language: 'en', isFollowed: false, callerName: null })).toContain(
    '01 99 00 20 02',
  )
})

test('nothing is offered where no exception helps', () => {
  expect(suggestRule(rules, { ...blanc, callerNumber: null })).toBeNull()
  expect(suggestRule(rules, { ...blanc, ruleKey: 'gone' })).toBeNull()
  expect(suggestRule(rules, { ...blanc, ruleKey: 'rest' })).toBeNull()
})

test('a rule that is gone meanwhile leaves the exception first of all', () => {
  const suggestion = suggestRule(rules, blanc)
  const without = { ...rules, rules: rules.rules.filter(({ key }) => key !== 'blocked') }
  expect(suggestion && withSuggestion(without, suggestion).rules[0]?.key).toBe('toujours-prendre-m-blanc')
})
