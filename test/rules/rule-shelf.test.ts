import { expect, test } from 'vitest'
import { ruleSetSchema } from '../../src/rules/rule.ts'
import { createRuleShelf } from '../../src/rules/rule-shelf.ts'

const rules = (count: number) =>
  ruleSetSchema.parse({
    rules: Array.from({ length: count }, (_, n) => ({
      key: `rule-${n}`,
      when: [{ kind: 'channel', is: 'voice' }],
      action: { kind: 'takeMessage' },
    })),
    default: { kind: 'takeMessage' },
  })

test('rules are found in the version that was put there, and in no other', () => {
  const shelf = createRuleShelf()
  const put = shelf.put(1, 3, rules(2))
  expect(shelf.find(1, 3)).toBe(put)
  expect(shelf.find(1, 4)).toBeNull()
  expect(shelf.find(2, 3)).toBeNull()
  shelf.put(1, 4, rules(1))
  expect(shelf.find(1, 3)).toBeNull()
  expect(shelf.find(1, 4)?.rules).toHaveLength(1)
})

test('when there are too many, the rules of whoever was not rung for longest go', () => {
  const shelf = createRuleShelf(10)
  for (const clientId of [1, 2, 3]) shelf.put(clientId, 1, rules(3))
  shelf.find(1, 1)
  shelf.put(4, 1, rules(3))
  expect([1, 2, 3, 4].filter((clientId) => shelf.find(clientId, 1))).toEqual([1, 3, 4])
})

test('a client with more rules than there is room for is decided all the same', () => {
  const shelf = createRuleShelf(10)
  shelf.put(1, 1, rules(3))
  shelf.put(2, 1, rules(50))
  expect([1, 2].filter((clientId) => shelf.find(clientId, 1))).toEqual([2])
  shelf.put(3, 1, rules(3))
  expect([1, 2, 3].filter((clientId) => shelf.find(clientId, 1))).toEqual([3])
})
