import { describe, expect, test } from 'vitest'
import { conditionSchema, ruleSetSchema } from '../../src/rules/rule.ts'

const message = { kind: 'takeMessage' }
const vip = { kind: 'caller', tags: ['vip'] }

describe('numbers in conditions', () => {
  test.each(['01 99 00 20 01', '0033199002001', '+33 (0)1 99 00 20 01', '٠١٩٩٠٠٢٠٠١'])(
    '%s is kept as +33199002001',
    (number) => {
      expect(conditionSchema.parse({ kind: 'caller', numbers: [number] })).toEqual({
        kind: 'caller',
        numbers: ['+33199002001'],
      })
      expect(conditionSchema.parse({ kind: 'line', lines: [number] })).toMatchObject({
        lines: ['+33199002001'],
      })
    },
  )

  test('an overseas number gets the country code of its department', () => {
    expect(conditionSchema.parse({ kind: 'caller', numbers: ['0262 12 34 56'] })).toMatchObject({
      numbers: ['+262262123456'],
    })
  })

  test.each(['3949', 'anonymous', '06.12.34.56.78 poste 12', ''])('%j is refused by name', (number) => {
    expect(problems({ kind: 'caller', numbers: [number] })).toEqual([
      { path: 'numbers.0', message: `"${number}" is not a phone number such as +33199002001` },
    ])
  })

  test('a number that YAML took for an integer is refused', () => {
    expect(problems({ kind: 'caller', numbers: [33199002001] })).toEqual([
      { path: 'numbers.0', message: 'a phone number in quotes' },
    ])
  })
})

test.each<[object, string]>([
  [{ kind: 'caller' }, 'at least one sort of caller'],
  [{ kind: 'caller', prefixes: ['+'] }, 'a prefix such as "+33162"'],
  [{ kind: 'caller', prefixes: ['0162'] }, 'a prefix such as "+33162"'],
  [{ kind: 'caller', pattern: '(a+)+$' }, 'Unrecognized key: "pattern"'],
  [{ kind: 'dates', from: '2027-02-29', to: '2027-03-01' }, 'Invalid ISO date'],
  [{ kind: 'dates', from: '2026-12-25', to: '2026-12-24' }, 'from is on or before to'],
  [
    { kind: 'windows', windows: [{ days: ['mon'], from: '25:00', to: '26:00' }] },
    'a local time such as 08:30',
  ],
  [{ kind: 'body', words: ['!!'] }, 'a word of letters or digits'],
])('the condition %j is refused: %s', (condition, message) => {
  expect(problems(condition).map((problem) => problem.message)).toContain(message)
})

describe('a rule set', () => {
  test('cannot discard by default', () => {
    expect(ruleSetSchema.safeParse({ rules: [], default: { kind: 'discard' } }).success).toBe(false)
  })

  test('cannot discard without a condition', () => {
    const result = ruleSetSchema.safeParse({
      rules: [{ key: 'all', when: [], action: { kind: 'discard' } }],
      default: message,
    })
    expect(result.error?.issues).toMatchObject([
      { path: ['rules', 0, 'when'], message: expect.stringMatching('at least one condition') },
    ])
  })

  test('names a key that comes twice, and keeps "default" for itself', () => {
    const rule = (key: string) => ({ key, when: [vip], action: message })
    const result = ruleSetSchema.safeParse({ rules: [rule('a'), rule('b'), rule('a')], default: message })
    expect(result.error?.issues).toMatchObject([
      { path: ['rules', 2, 'key'], message: 'a second rule with the key a' },
    ])
    expect(ruleSetSchema.safeParse({ rules: [rule('default')], default: message }).success).toBe(false)
  })

  test.each([{ ringSeconds: 9 }, { ringSeconds: 21 }, { otherwise: { kind: 'forward', to: 'roux' } }])(
    'cannot forward with %j',
    (more) => {
      expect(
        ruleSetSchema.safeParse({ rules: [], default: { kind: 'forward', to: 'morel', ...more } }).success,
      ).toBe(false)
    },
  )

  test('screens a forward, takes a message after it, and is said in full', () => {
    expect(ruleSetSchema.parse({ rules: [], default: { kind: 'forward', to: 'morel' } }).default).toEqual({
      kind: 'forward',
      to: 'morel',
      ringSeconds: 20,
      screen: true,
      otherwise: { kind: 'takeMessage', copies: [], urgency: 'ordinary', by: 'secretary' },
    })
  })

  test('has announcements of 500 characters at most', () => {
    const announce = (length: number) => ({
      rules: [
        {
          key: 'a',
          when: [vip],
          action: { kind: 'discard', how: 'announce', announcement: 'x'.repeat(length) },
        },
      ],
      default: message,
    })
    expect(ruleSetSchema.safeParse(announce(500)).success).toBe(true)
    expect(ruleSetSchema.safeParse(announce(501)).success).toBe(false)
  })
})

function problems(condition: object) {
  const issues = conditionSchema.safeParse(condition).error?.issues ?? []
  return issues.map(({ path, message }) => ({ path: path.join('.'), message }))
}
