import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client, Line } from '../../src/clients/client.ts'
import { actionSchema, ruleSetSchema } from '../../src/rules/rule.ts'
import { ruleSets } from '../../src/rules/tables.ts'
import type { Call } from '../../src/simulator/place-call.ts'
import type { Behaviour } from '../../src/simulator/telephone.ts'
import { lines, people } from '../journeys/follow.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
})
afterAll(() => rig?.close())

/** As long as an import lets texts be, and longer than anybody writes. */
const prose = (max: number) => fc.integer({ min: 1, max: Math.floor(max / 6) }).map((n) => 'parle '.repeat(n))
const language = fc.constantFrom('fr' as const, 'en' as const)
const message = fc.record(
  { kind: fc.constant('takeMessage'), greeting: prose(500), urgency: fc.constantFrom('ordinary', 'urgent') },
  { requiredKeys: ['kind'] },
)
const discard = fc.record(
  {
    kind: fc.constant('discard'),
    how: fc.constantFrom('busy', 'reject', 'announce'),
    announcement: prose(500),
  },
  { requiredKeys: ['kind'] },
)
const forward = fc.record({
  ...{ kind: fc.constant('forward'), to: fc.constantFrom('morel', 'roux') },
  ringSeconds: fc.integer({ min: 10, max: 20 }),
  screen: fc.boolean(),
  otherwise: fc.oneof({ weight: 3, arbitrary: message }, { weight: 1, arbitrary: discard }),
})
const action = fc
  .oneof(
    { weight: 5, arbitrary: forward },
    { weight: 1, arbitrary: message },
    { weight: 1, arbitrary: discard },
  )
  .map((given) => actionSchema.parse(given))

const afterSeconds = fc.integer({ min: 0, max: 25 })
const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant('answers' as const), afterSeconds, presses: fc.constantFrom('', '1', '9', '#') },
    talkSeconds: fc.constant(40),
  }),
  fc.record({ kind: fc.constant('mobileVoicemail' as const), afterSeconds }),
  fc.record({ kind: fc.constant('refuses' as const), afterSeconds }),
  fc.constantFrom<Behaviour>({ kind: 'noAnswer' }, { kind: 'busy' }, { kind: 'unreachable' }),
  fc.record({
    ...{ kind: fc.constant('diverts' as const), to: fc.constantFrom(lines.morel, lines.chauffage) },
    ...{ when: fc.constantFrom('always' as const, 'noAnswer' as const), afterSeconds },
    passesCaller: fc.boolean(),
  }),
)
const scene = fc.record({
  ...{ action, behaviour, language, name: prose(200), health: fc.boolean() },
  greeting: fc.option(prose(500)),
  diversion: fc.constantFrom('none' as const, 'always' as const, 'onNoAnswer' as const),
  from: fc.constantFrom(people.petit, 'anonymous', '+14155550123', 'sip:a@b.example'),
})
type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never

/** Of the client only the rules are changed in the database; the rest is in memory, where the answer path looks. */
async function setUp({
  action,
  behaviour,
  language,
  name,
  health,
  greeting,
  diversion,
}: Scene): Promise<void> {
  const { directory, db } = rig.context
  const { client, line } = directory.findLine(lines.morel) ?? expect.fail('no line')
  const everybody = { kind: 'channel', is: 'voice' }
  const ruleSet = ruleSetSchema.parse({
    rules: [{ key: 'all', when: [everybody], action }],
    default: { kind: 'takeMessage' },
  })
  const { clientId } = client
  const ruleSetVersion = client.ruleSetVersion + 1
  await db.insert(ruleSets).values({ clientId, version: ruleSetVersion, ruleSet, publishedAt: new Date() })
  const changed: Client = { ...client, ruleSetVersion, language, name, health, greeting }
  const changedLine: Line = { ...line, diversion }
  directory.restore({ clients: [changed], lines: [changedLine] })
  for (const number of [people.morel, people.roux]) rig.exchange.telephone(number).behave(behaviour)
}

/** What the caller heard is bounded, whoever picked up or did not, and he never pressed a key. */
function expectBounded(call: Call, { action, diversion }: Scene): void {
  expect(call.longestRingSeconds).toBeLessThanOrEqual(35)
  expect(call.voicemailAfterSeconds ?? 0).toBeLessThanOrEqual(90)
  const firstSentence =
    call.timeline.find(({ kind }) => kind === 'say')?.fromSeconds ?? Number.POSITIVE_INFINITY
  if (diversion === 'onNoAnswer')
    for (const { fromSeconds, toSeconds } of call.timeline.filter(({ kind }) => kind === 'ring'))
      if (fromSeconds < firstSentence) expect((toSeconds ?? 0) - fromSeconds).toBeLessThanOrEqual(15)
  const mayEnd =
    action.kind === 'discard' || (action.kind === 'forward' && action.otherwise.kind === 'discard')
  expect(mayEnd ? ['rejected', 'ended', 'bridged'] : ['recorded', 'bridged']).toContain(call.disposition)
  expect(call.transcript.join(' ')).not.toMatch(/permanence|secr[ée]tariat|simulat/i)
}

test('whatever the rules, the line and the telephones: short ringing, soon a voicemail, no key, no agency', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async (drawn) => {
      await setUp(drawn)
      rig.clock.advance(10 * 60_000)
      const { from } = drawn
      const call = await rig.exchange.call({ from, to: lines.morel, speaks: { seconds: 5 } }).finished
      await rig.exchange.settled()
      expectBounded(call, drawn)
      expect(rig.exchange.alerts).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 90_000)
