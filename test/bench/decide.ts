import { compileRules } from '../../src/rules/compile-rules.ts'
import { decide } from '../../src/rules/decide.ts'
import type { Facts } from '../../src/rules/facts.ts'
import { hoursSchema } from '../../src/rules/hours.ts'
import { phoneNumberSchema, ruleSetSchema } from '../../src/rules/rule.ts'

const RUNS = 1_000
const ROUNDS = 200
const days = ['mon', 'tue', 'wed', 'thu', 'fri']
const number = phoneNumberSchema.parse('+33199002001')

const hours = hoursSchema.parse({
  opening: [
    { days, from: '09:00', to: '12:00' },
    { days, from: '14:00', to: '18:00' },
  ],
  cover: [{ days, from: '08:00', to: '19:00' }],
})
const client = { hours, executives: new Map([['morel', { number: null }]]) }

/** Targets: 5 µs with 20 rules, 50 µs with 200. The ratio is the worse one's part of its target. */
export async function benchDecide(): Promise<Record<string, unknown>> {
  const [with20, with200] = [measure(20), measure(200)]
  return { ratio: round(Math.max(with20 / 5, with200 / 50)), target: 1, with20, with200, unit: 'µs' }
}

/** The fastest round, in µs per decision, each at an instant of its own. Rounds are short so that one runs undisturbed. */
function measure(count: number): number {
  const rules = compileRules(lastMatches(count))
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now()
    for (let run = 0; run < RUNS; run++) decide(rules, factsAt(run), client)
    rounds.push(((performance.now() - startedAt) * 1000) / RUNS)
  }
  return round(Math.min(...rounds))
}

/** Every rule looks at the contact's tags, the hour and the executive; all but the last fail. */
function lastMatches(count: number) {
  const rules = Array.from({ length: count }, (_, index) => ({
    key: `rule-${index}`,
    when: [
      { kind: 'hours', of: index % 2 ? 'cover' : 'opening', is: 'inside' },
      { kind: 'availability', executive: 'morel', is: 'available' },
      {
        kind: 'caller',
        tags: [index === count - 1 ? 'vip' : `tag-${index}`],
        prefixes: [`+334${100 + index}`],
      },
    ],
    action: { kind: 'forward', to: 'morel' },
  }))
  return ruleSetSchema.parse({ rules, default: { kind: 'takeMessage' } })
}

function factsAt(run: number): Facts {
  return {
    line: number,
    channel: 'voice',
    caller: { kind: 'number', number },
    contact: { id: 'petit', name: 'Me Petit', tags: ['vip'], executiveKey: null },
    now: new Date(Date.UTC(2026, 10, 24, 9, 30) + (run % 3600) * 1000),
    availability: new Map(),
    recentArrivals: [],
    expectedBy: [],
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
