import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TraceStep } from '../../src/rules/decide.ts'
import { packTrace, unpackTrace } from '../../src/rules/pack-trace.ts'

const sight = { class: 'contact', tags: ['vip'] } as const
const seen = fc.oneof(
  fc.constant(sight),
  fc.constantFrom('inside', 'available', true, null, 3),
  fc.constant([]),
)
const kind = fc.constantFrom('caller' as const, 'hours' as const, 'expected' as const)
const rule = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/)
const step: fc.Arbitrary<TraceStep> = fc.oneof(
  fc.record({ rule, failed: kind, at: fc.nat(3), seen }),
  fc.record({ rule, held: fc.array(fc.record({ condition: kind, seen }), { maxLength: 3 }) }),
  fc.record({ rule, held: fc.constant([]), spared: fc.constant('notDiscarded' as const) }),
)

test('a stored trace says all that the decision’s said, also after a visit to the database', () => {
  fc.assert(
    fc.property(fc.array(step), (trace) => {
      expect(unpackTrace(packTrace(trace))).toEqual(trace)
      expect(unpackTrace(JSON.parse(JSON.stringify(packTrace(trace))))).toEqual(trace)
    }),
  )
})

test('two hundred rules that saw the same few things take a few kilobytes', () => {
  const trace = Array.from(
    { length: 200 },
    (_, n): TraceStep => ({ rule: `rule-${n}`, failed: 'caller', at: n % 2, seen: sight }),
  )
  expect(packTrace(trace).seen).toHaveLength(2)
  expect(JSON.stringify(packTrace(trace)).length).toBeLessThan(3_000)
})
