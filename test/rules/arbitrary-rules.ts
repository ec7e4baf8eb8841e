import fc from 'fast-check'
import type { Facts } from '../../src/rules/facts.ts'
import { type Hours, hoursSchema } from '../../src/rules/hours.ts'
import { type RuleSet, ruleSetSchema } from '../../src/rules/rule.ts'
import { tel } from './demo-clients.ts'

export const lines = [tel('+33199001001'), tel('+33199001002')]
const callers = ['+33199002001', '+33162000000', '+33612345678', '+262947800000'].map(tel)
const executiveKeys = ['morel', 'roux', 'haddad']
export const executives = new Map([
  ['morel', { name: 'Me Morel', number: tel('+33199001101') }],
  ['roux', { name: 'Me Roux', number: tel('+33199001111') }],
  ['haddad', { name: 'Me Haddad', number: null }],
])

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const times = ['00:00', '02:00', '02:30', '03:00', '09:00', '18:30', '22:00'] as const
const dates = ['2026-03-29', '2026-05-25', '2026-10-25', '2026-12-25'] as const
const words = ['fuite', 'Fuite d’eau', 'inondation', 'à l’aide'] as const

const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 })
const one = <T>(values: readonly T[]) => fc.constantFrom(...values)
const executiveOrAny = one([...executiveKeys, 'anyExecutive'])
const from = one(times)
const window = fc.record({ days: some(days), from, to: one([...times, '24:00'] as const) })
const span = fc
  .tuple(one(dates), one(dates))
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))

const caller: fc.Arbitrary<object> = fc
  .record(
    {
      numbers: some([...callers, tel('+33199001101')]),
      prefixes: some(['+3', '+33', '+33162', '+336', '+2629']),
      telemarketing: fc.constant(true),
      tags: some(['vip', 'blocked']),
      contactOf: executiveOrAny,
      withheld: fc.constant(true),
      own: fc.constant(true),
      unknown: fc.constant(true),
    },
    { requiredKeys: [] },
  )
  .filter((parts) => Object.keys(parts).length > 0)

const is = (...values: unknown[]) => one(values)
const condition: fc.Arbitrary<object> = fc.oneof(
  { weight: 3, arbitrary: caller.map((parts) => ({ kind: 'caller', ...parts })) },
  fc.record({ kind: fc.constant('hours'), of: one(['opening', 'cover']), is: is('inside', 'outside') }),
  fc.record({ kind: fc.constant('windows'), windows: fc.array(window, { minLength: 1, maxLength: 2 }) }),
  span.map((range) => ({ kind: 'dates', ...range })),
  fc.record({ kind: fc.constant('publicHoliday'), is: is(true, false) }),
  fc.record({
    kind: fc.constant('availability'),
    executive: one(executiveKeys),
    is: is('available', 'busy', 'away'),
  }),
  fc.record({ kind: fc.constant('line'), lines: some(lines) }),
  fc.record({ kind: fc.constant('channel'), is: is('voice', 'text') }),
  fc.record({
    kind: fc.constant('repeated'),
    times: fc.integer({ min: 2, max: 4 }),
    minutes: one([5, 60, 10_080]),
  }),
  fc.record({ kind: fc.constant('body'), words: some(words) }),
  fc.record({ kind: fc.constant('expected'), by: executiveOrAny }),
)

const message = fc.record({ kind: fc.constant('takeMessage'), urgency: one(['ordinary', 'urgent']) })
const discard = fc.record({ kind: fc.constant('discard'), how: one(['busy', 'reject', 'announce']) })
const forward = fc.record({
  kind: fc.constant('forward'),
  to: one(executiveKeys),
  otherwise: fc.oneof<fc.Arbitrary<object>[]>(message, discard),
})

const someRules: fc.Arbitrary<object[]> = fc
  .array(
    fc.record({
      when: fc.array(condition, { minLength: 1, maxLength: 2 }),
      action: fc.oneof<fc.Arbitrary<object>[]>(message, discard, forward),
    }),
    { maxLength: 6 },
  )
  .map((rules) => rules.map((rule, index) => ({ key: `r${index}`, ...rule })))

export const arbitraryRuleSet: fc.Arbitrary<RuleSet> = fc
  .record({ rules: someRules, default: fc.oneof<fc.Arbitrary<object>[]>(message, forward) })
  .map((ruleSet) => ruleSetSchema.parse(ruleSet))

export const arbitraryHours: fc.Arbitrary<Hours> = fc
  .record({
    opening: fc.array(window, { maxLength: 3 }),
    cover: fc.array(window, { maxLength: 3 }),
    closures: fc.array(
      fc.tuple(span, one(['opening', 'cover', 'both'])).map(([range, of]) => ({ ...range, of })),
      { maxLength: 1 },
    ),
    holidays: fc.record({
      openOn: one<unknown>(['all', [], ['2026-05-25']]),
      coverOn: one<unknown>(['all', []]),
    }),
  })
  .map((hours) => hoursSchema.parse(hours))

/** Any moment of 2026, with a liking for holidays and the hours around both clock changes. */
const moment = fc
  .oneof(
    fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2026, 11, 30) }),
    fc
      .tuple(one(dates), fc.integer({ min: -180, max: 1440 }))
      .map(([date, minutes]) => Date.parse(`${date}T00:00:00Z`) + minutes * 60_000),
  )
  .map((ms) => new Date(ms))

const arbitraryCaller: fc.Arbitrary<Facts['caller']> = fc.oneof(
  { weight: 4, arbitrary: one(callers).map((number) => ({ kind: 'number' as const, number })) },
  one([tel('+33199001101'), tel('+33199001111')]).map((number) => ({ kind: 'own' as const, number })),
  fc.constant({ kind: 'withheld' as const }),
  fc.constant({ kind: 'other' as const, raw: 'sip:somebody@example.test' }),
)

export const arbitraryFacts: fc.Arbitrary<Facts> = fc
  .record({
    line: one(lines),
    channel: one(['voice', 'text'] as const),
    caller: arbitraryCaller,
    contact: fc.option(
      fc.record({
        id: fc.constant('someone'),
        name: fc.constant('Someone'),
        tags: fc.subarray(['vip', 'blocked', 'other']),
        executiveKey: fc.option(one(executiveKeys)),
      }),
    ),
    now: moment,
    availability: fc
      .array(fc.tuple(one(executiveKeys), one(['busy', 'away'] as const)))
      .map((pairs) => new Map(pairs)),
    minutesAgo: fc.array(one([0, 4, 5, 6, 59, 60, 61, 9_000]), { maxLength: 4 }),
    expectedBy: fc.subarray(executiveKeys),
    body: fc.array(one(['fuite', 'FUITE', 'd’eau', "d'eau", 'inondation', 'inondations', 'A L AIDE', '!']), {
      maxLength: 4,
    }),
  })
  .map(({ minutesAgo, body, ...facts }) => ({
    ...facts,
    body: body.join(' '),
    recentArrivals: minutesAgo
      .toSorted((a, b) => a - b)
      .map((ago) => new Date(facts.now.getTime() - ago * 60_000)),
  }))
