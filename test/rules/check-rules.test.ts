import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkRules } from '../../src/rules/check-rules.ts'
import { compileRules } from '../../src/rules/compile-rules.ts'
import { decide } from '../../src/rules/decide.ts'
import type { CheckedClient } from '../../src/rules/finding.ts'
import { hoursSchema } from '../../src/rules/hours.ts'
import { type RuleSet, ruleSetSchema } from '../../src/rules/rule.ts'
import { arbitraryFacts, arbitraryRuleSet, executives, lines } from './arbitrary-rules.ts'
import { durand, lenoir, morel, numbers, tel } from './demo-clients.ts'

const today = '2026-11-24'
const message = { kind: 'takeMessage' }
const discard = { kind: 'discard' }
const voicemail = { kind: 'takeMessage', by: 'voicemail' }
const toMorel = { kind: 'forward', to: 'morel' }
const vip = { kind: 'caller', tags: ['vip'] }

const cabinet: CheckedClient = {
  hours: morel.hours,
  publicNumber: null,
  lines: [{ number: morel.line, diversion: 'none' }],
  executives: morel.executives,
  agencyLines: new Set([morel.line, durand.line]),
}

const plumber: CheckedClient = {
  ...cabinet,
  hours: durand.hours,
  publicNumber: numbers.durand,
  lines: [{ number: durand.line, diversion: 'onNoAnswer' }],
  executives: durand.executives,
}

type Draft = [when: object[], action: object]

function check(drafts: Draft[], client: Partial<CheckedClient> = {}, closing: object = message) {
  const rules = drafts.map(([when, action], index) => ({ key: `r${index}`, when, action }))
  return checkRules(ruleSetSchema.parse({ rules, default: closing }), { ...cabinet, ...client }, today)
}

test('the demo agency has nothing to find', () => {
  expect(checkRules(morel.ruleSet, cabinet, today)).toEqual([])
  expect(checkRules(durand.ruleSet, plumber, today)).toEqual([])
  expect(checkRules(lenoir.ruleSet, cabinet, today)).toEqual([])
})

describe('a rule that can never match', () => {
  const all = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
  const voice = { kind: 'channel', is: 'voice' }

  test.each<[string, object[], object[]]>([
    ['a narrower tag list', [{ kind: 'caller', tags: ['vip', 'b'] }], [vip]],
    ['more conditions', [vip], [vip, voice]],
    ['a longer prefix', [{ kind: 'caller', prefixes: ['+331'] }], [{ kind: 'caller', prefixes: ['+33162'] }]],
    [
      'a number under a prefix',
      [{ kind: 'caller', prefixes: ['+331'] }],
      [{ kind: 'caller', numbers: [numbers.petit] }],
    ],
    [
      'a number among telemarketers',
      [{ kind: 'caller', telemarketing: true }],
      [{ kind: 'caller', numbers: ['01 62 00 00 00'] }],
    ],
    [
      'one executive’s contacts',
      [{ kind: 'caller', contactOf: 'anyExecutive' }],
      [{ kind: 'caller', contactOf: 'roux' }],
    ],
    [
      'a window inside another',
      [{ kind: 'windows', windows: [{ days: all, from: '22:00', to: '06:00' }] }],
      [{ kind: 'windows', windows: [{ days: ['tue'], from: '01:00', to: '02:00' }] }],
    ],
    [
      'dates inside others',
      [{ kind: 'dates', from: '2026-12-01', to: '2026-12-31' }],
      [{ kind: 'dates', from: '2026-12-24', to: '2026-12-24' }],
    ],
    [
      'a longer repetition',
      [{ kind: 'repeated', times: 2, minutes: 60 }],
      [{ kind: 'repeated', times: 3, minutes: 30 }],
    ],
    ['a longer phrase', [{ kind: 'body', words: ['fuite'] }], [{ kind: 'body', words: ['Fuite d’eau'] }]],
    ['words, after all texts', [{ kind: 'channel', is: 'text' }], [{ kind: 'body', words: ['fuite'] }]],
    [
      'the same hours',
      [{ kind: 'hours', of: 'cover', is: 'outside' }],
      [vip, { kind: 'hours', of: 'cover', is: 'outside' }],
    ],
    [
      'the same availability',
      [{ kind: 'availability', executive: 'roux', is: 'away' }],
      [vip, { kind: 'availability', executive: 'roux', is: 'away' }],
    ],
    ['anything, after the client’s only line', [{ kind: 'line', lines: [morel.line] }], [vip]],
    [
      'anything, after the whole week',
      [{ kind: 'windows', windows: [{ days: all, from: '08:00', to: '08:00' }] }],
      [vip],
    ],
    ['one expected caller', [{ kind: 'expected', by: 'anyExecutive' }], [{ kind: 'expected', by: 'roux' }]],
  ])('is found: %s', (_, earlier, later) => {
    const found = check([
      [earlier, message],
      [later, voicemail],
    ])
    expect(found).toContainEqual({
      level: 'warning',
      ruleKey: 'r1',
      code: 'shadowed',
      by: 'r0',
      exceptOwn: false,
    })
    expect(
      check([
        [later, voicemail],
        [earlier, message],
      ]).filter(({ code }) => code === 'shadowed'),
    ).toEqual([])
  })

  test('is not seen where the later rule reaches further', () => {
    expect(
      check([
        [[vip], message],
        [[{ kind: 'caller', tags: ['vip', 'b'] }], voicemail],
      ]),
    ).toEqual([])
    expect(
      check([
        [[{ kind: 'hours', of: 'opening', is: 'inside' }], message],
        [[{ kind: 'hours', of: 'cover', is: 'inside' }], voicemail],
      ]),
    ).toEqual([])
    expect(
      check([
        [[{ kind: 'body', words: ['fuite'] }], message],
        [[{ kind: 'body', words: ['fuites'] }], voicemail],
      ]),
    ).toEqual([])
  })

  test('still serves own calls when the earlier one spares them', () => {
    const outside = { kind: 'hours', of: 'cover', is: 'outside' }
    expect(
      check([
        [[outside], toMorel],
        [[outside, voice], message],
      ]),
    ).toMatchObject([{ code: 'shadowed', by: 'r0', exceptOwn: true }])
    expect(
      check([
        [[outside], toMorel],
        [[outside, vip], message],
      ]),
    ).toMatchObject([{ code: 'shadowed', by: 'r0', exceptOwn: false }])
  })

  test.each<[string, object[]]>([
    ['words in a call', [voice, { kind: 'body', words: ['fuite'] }]],
    ['a call that is a text', [voice, { kind: 'channel', is: 'text' }]],
    [
      'inside and outside',
      [
        { kind: 'hours', of: 'cover', is: 'inside' },
        { kind: 'hours', of: 'cover', is: 'outside' },
      ],
    ],
    [
      'busy and available',
      [
        { kind: 'availability', executive: 'roux', is: 'busy' },
        { kind: 'availability', executive: 'roux', is: 'available' },
      ],
    ],
    [
      'a holiday and none',
      [
        { kind: 'publicHoliday', is: true },
        { kind: 'publicHoliday', is: false },
      ],
    ],
    [
      'dates apart',
      [
        { kind: 'dates', from: '2026-12-01', to: '2026-12-02' },
        { kind: 'dates', from: '2026-12-03', to: '2026-12-04' },
      ],
    ],
    [
      'windows apart',
      [
        { kind: 'windows', windows: [{ days: ['mon'], from: '22:00', to: '06:00' }] },
        { kind: 'windows', windows: [{ days: ['tue'], from: '06:00', to: '07:00' }] },
      ],
    ],
    ['withheld and known', [{ kind: 'caller', withheld: true }, vip]],
    [
      'own and repeated',
      [
        { kind: 'caller', own: true },
        { kind: 'repeated', times: 2, minutes: 5 },
      ],
    ],
    [
      'two numbers at once',
      [
        { kind: 'caller', numbers: [numbers.petit] },
        { kind: 'caller', prefixes: ['+336'] },
      ],
    ],
  ])('is found by its own conditions: %s', (_, when) => {
    expect(check([[when, message]])).toMatchObject([{ level: 'warning', ruleKey: 'r0', code: 'neverHolds' }])
  })

  test.each<[string, object, object]>([
    [
      'a number and its prefix',
      { kind: 'caller', numbers: ['06 12 34 56 78'] },
      { kind: 'caller', prefixes: ['+336'] },
    ],
    [
      'a prefix and its number',
      { kind: 'caller', prefixes: ['+336'] },
      { kind: 'caller', numbers: ['06 12 34 56 78'] },
    ],
    [
      'a number and a tag',
      { kind: 'caller', numbers: ['06 12 34 56 78'] },
      { kind: 'caller', tags: ['vip'] },
    ],
  ])('is not seen where both can hold: %s', (_, one, two) => {
    expect(check([[[one, two], message]])).toEqual([])
  })

  test('is found by dates gone by, by empty hours and by another client’s line', () => {
    const dates = { kind: 'dates', from: '2026-11-01', to: '2026-11-23' }
    expect(check([[[dates], message]])).toEqual([
      { level: 'warning', ruleKey: 'r0', code: 'datesPast', to: '2026-11-23' },
    ])
    expect(check([[[{ ...dates, to: today }], message]])).toEqual([])
    const inside = { kind: 'hours', of: 'cover', is: 'inside' }
    expect(check([[[inside], message]], { hours: hoursSchema.parse({}) })).toMatchObject([
      { code: 'hoursEmpty', of: 'cover', is: 'inside' },
    ])
    expect(check([[[{ kind: 'line', lines: [durand.line] }], message]])).toEqual([
      { level: 'error', ruleKey: 'r0', code: 'foreignLine', line: durand.line },
    ])
  })

  test('never decides, on any facts', () => {
    const hours = hoursSchema.parse({
      opening: [{ days: ['mon'], from: '09:00', to: '18:00' }],
      cover: [{ days: ['sun'], from: '22:00', to: '06:00' }],
    })
    const client = {
      ...cabinet,
      hours,
      executives,
      lines: lines.map((number) => ({ number, diversion: 'none' as const })),
    }
    const deadly = new Set(['neverHolds', 'shadowed', 'contradicts'])
    fc.assert(
      fc.property(arbitraryRuleSet, fc.array(arbitraryFacts, { minLength: 5 }), (ruleSet, manyFacts) => {
        const dead = checkRules(ruleSet, client, today).filter(({ code }) => deadly.has(code))
        for (const facts of manyFacts.filter(({ caller }) => caller.kind !== 'own')) {
          const { ruleKey } = decide(compileRules(ruleSet), facts, client)
          expect(dead.map((finding) => finding.ruleKey)).not.toContain(ruleKey)
        }
        const ownToo = dead.filter((finding) => finding.code === 'shadowed' && !finding.exceptOwn)
        for (const facts of manyFacts) {
          expect(ownToo.map((finding) => finding.ruleKey)).not.toContain(
            decide(compileRules(ruleSet), facts, client).ruleKey,
          )
        }
      }),
      { numRuns: 400 },
    )
  })
})

test('two rules with the same conditions and different actions contradict each other', () => {
  const same = [{ kind: 'channel', is: 'voice' }, vip]
  expect(
    check([
      [same, message],
      [same.toReversed(), voicemail],
    ]),
  ).toEqual([{ level: 'warning', ruleKey: 'r1', code: 'contradicts', other: 'r0' }])
  expect(
    check([
      [same, message],
      [same, message],
    ]),
  ).toMatchObject([{ code: 'shadowed', by: 'r0' }])
})

describe('a forward', () => {
  const withNumber = (number: string | null) => ({
    executives: new Map([['morel', { number: number === null ? null : tel(number) }]]),
  })

  test('to nobody known is refused, wherever the key stands', () => {
    const found = check(
      [
        [
          [{ kind: 'availability', executive: 'a', is: 'busy' }],
          { ...toMorel, to: 'b', otherwise: { ...message, for: 'c', copies: ['d', 'd'] } },
        ],
        [
          [
            { kind: 'caller', contactOf: 'e' },
            { kind: 'expected', by: 'f' },
          ],
          { ...message, for: 'contactExecutive' },
        ],
      ],
      {},
      { ...message, for: 'g' },
    )
    expect(
      found.map((finding) => (finding.code === 'unknownExecutive' ? finding.executive : finding.code)),
    ).toEqual([...'abcdefg'])
    expect(found.every(({ level }) => level === 'error')).toBe(true)
    expect(found.at(-1)?.ruleKey).toBe('default')
  })

  test('to somebody without a telephone is refused, also by default', () => {
    const found = check([[[vip], toMorel]], withNumber(null), toMorel)
    expect(found).toMatchObject([
      { level: 'error', ruleKey: 'r0', code: 'noTelephone', executive: 'morel' },
      { level: 'error', ruleKey: 'default', code: 'noTelephone' },
    ])
  })

  test('to one of our own lines would go in a circle', () => {
    for (const line of [morel.line, durand.line]) {
      expect(check([[[vip], toMorel]], withNumber(line))).toMatchObject([
        { level: 'error', code: 'forwardToOurLine', line },
      ])
    }
  })

  test('to the client’s diverted number may come back', () => {
    const client = { ...withNumber(numbers.durand), publicNumber: numbers.durand }
    const diverted = { ...client, lines: [{ number: morel.line, diversion: 'always' as const }] }
    expect(check([[[vip], toMorel]], diverted)).toMatchObject([
      { level: 'warning', code: 'forwardMayReturn' },
    ])
    expect(check([[[vip], toMorel]], client)).toEqual([])
  })

  test('rings 15 s at most on a line diverted on no answer, and on that line only', () => {
    const twoLines = {
      lines: [
        { number: morel.line, diversion: 'none' as const },
        { number: durand.line, diversion: 'onNoAnswer' as const },
      ],
    }
    const onLine = (line: string, ringSeconds: number) =>
      check([[[vip, { kind: 'line', lines: [line] }], { ...toMorel, ringSeconds }]], twoLines)
    expect(onLine(durand.line, 16)).toEqual([
      { level: 'warning', ruleKey: 'r0', code: 'ringsTooLong', ringSeconds: 16, mostSeconds: 15 },
    ])
    expect(onLine(durand.line, 15)).toEqual([])
    expect(onLine(morel.line, 20)).toEqual([])
    expect(check([], twoLines, toMorel)).toMatchObject([{ ruleKey: 'default', code: 'ringsTooLong' }])
  })

  test('keeps 10 s of the 35 for the whisper, even where the schema was passed by', () => {
    const ruleSet: RuleSet = ruleSetSchema.parse({ rules: [], default: toMorel })
    const patient = { ...ruleSet, default: { ...ruleSet.default, ringSeconds: 26 } }
    expect(checkRules(patient, cabinet, today)).toMatchObject([{ code: 'ringsTooLong', mostSeconds: 25 }])
  })
})

describe('a discard', () => {
  test.each<[string, object[], string, 'error' | 'warning']>([
    ['of every call', [{ kind: 'channel', is: 'voice' }], 'discardsEveryCall', 'error'],
    ['of everything on the only line', [{ kind: 'line', lines: [morel.line] }], 'discardsEveryCall', 'error'],
    [
      'of everybody at night',
      [{ kind: 'hours', of: 'cover', is: 'outside' }],
      'discardsEveryCaller',
      'warning',
    ],
    ['of France', [{ kind: 'caller', prefixes: ['+33'] }], 'discardsFrance', 'warning'],
    ['of France and half of Europe', [{ kind: 'caller', prefixes: ['+3'] }], 'discardsFrance', 'warning'],
    [
      'of withheld numbers',
      [{ kind: 'caller', withheld: true, tags: ['blocked'] }],
      'discardsWithheld',
      'warning',
    ],
    ['of strangers', [{ kind: 'caller', unknown: true }], 'discardsUnknown', 'warning'],
    ['of the client itself', [{ kind: 'caller', own: true }], 'ownNotDiscarded', 'warning'],
  ])('%s is named', (_, when, code, level) => {
    expect(check([[when, discard]])).toMatchObject([{ ruleKey: 'r0', code, level }])
    expect(check([[when, message]])).toEqual([])
  })

  test.each<[string, object[]]>([
    ['a tag', [{ kind: 'caller', tags: ['blocked'] }]],
    ['telemarketers', [{ kind: 'caller', telemarketing: true }]],
    ['a foreign prefix', [{ kind: 'caller', prefixes: ['+371'] }]],
    [
      'strangers who insist',
      [
        { kind: 'caller', unknown: true },
        { kind: 'repeated', times: 10, minutes: 60 },
      ],
    ],
    ['certain words', [{ kind: 'body', words: ['bitcoin'] }]],
  ])('of %s is nothing to warn of', (_, when) => {
    expect(check([[when, discard]])).toEqual([])
  })
})
