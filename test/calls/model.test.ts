import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { concludeCall } from '../../src/calls/conclude-call.ts'
import { callEvents, calls } from '../../src/calls/tables.ts'
import { importAgency } from '../../src/clients/agency-folder/import-agency.ts'
import { executives } from '../../src/clients/tables.ts'
import type { CallRequest } from '../../src/simulator/place-call.ts'
import type { Behaviour } from '../../src/simulator/telephone.ts'
import type { WebhookTrouble } from '../../src/simulator/trouble.ts'
import { replaySpool } from '../../src/spool/replay-spool.ts'
import { callRow, slipOf } from '../journeys/follow.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import {
  type Action,
  type Answering,
  actionOf,
  type Calling,
  expectedOf,
  type Person,
  type Rules,
} from './specification.ts'

const line = '+33199001009'
const mobiles: Record<Person, string> = { anna: '+33199004101', ben: '+33199004102' }

let rig: AgencyRig
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-model-'))
  rig = await startAgencyRig({ work: false })
  const { url } = rig
  rig.exchange.addLine({
    ...{ number: line, voiceUrl: `${url}/twilio/voice`, smsUrl: `${url}/twilio/sms` },
    ...{ statusCallback: `${url}/twilio/voice-status`, voiceFallbackUrl: `${url}/twilio/fallback` },
  })
})
afterAll(async () => {
  await rig?.close()
  await rm(folder, { recursive: true, force: true })
})

const person = fc.constantFrom<Person>('anna', 'ben')
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Action>({ kind: 'discard' }) },
  { weight: 1, arbitrary: person.map((one): Action => ({ kind: 'takeMessage', for: one })) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ kind: fc.constant('forward' as const), to: person, screen: fc.boolean() },
      otherwise: fc.oneof(person, fc.constant('discard' as const)),
    }),
  },
)
/** Turning everybody away at all hours is refused by the import. */
const rules: fc.Arbitrary<Rules> = fc
  .record({ inside: action, outside: action })
  .filter(({ inside, outside }) => inside.kind !== 'discard' || outside.kind !== 'discard')

/** Around both clock changes: the same hour in UTC is inside cover on one day and outside on the next. */
const instants = [
  '2026-10-24T06:30:00Z',
  '2026-10-25T06:30:00Z',
  '2026-10-25T17:30:00Z',
  '2027-03-27T17:30:00Z',
]
const moreInstants = [
  '2027-03-28T17:30:00Z',
  '2027-03-28T06:30:00Z',
  '2027-03-27T06:30:00Z',
  '2026-10-24T17:30:00Z',
]

const trouble: fc.Arbitrary<WebhookTrouble> = fc.oneof(
  fc.record({
    webhook: fc.constantFrom('voice' as const, 'step' as const),
    does: fc.constant('twice' as const),
  }),
  fc.record({
    webhook: fc.constantFrom('callStatus' as const, 'recording' as const),
    does: fc.constantFrom('twice' as const, 'late' as const, 'outOfOrder' as const, 'lost' as const),
  }),
)
const command = fc.record({
  at: fc.constantFrom(...instants, ...moreInstants),
  newRules: fc.option(rules),
  /** Put in force while somebody is being rung. */
  rulesInMidCall: fc.option(rules),
  answering: fc.constantFrom<Answering>('accepts', 'refuses', 'never', 'busy', 'mobileVoicemail'),
  calling: fc.constantFrom<Calling>('speaks', 'saysNothing', 'hangsUpWhileItRings', 'hangsUpDuringGreeting'),
  troubles: fc.uniqueArray(trouble, { maxLength: 3, selector: ({ webhook }) => webhook }),
  concludesEarly: fc.boolean(),
  actionAfterHangUp: fc.boolean(),
})
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

const behaviours: Record<Answering, Behaviour> = {
  accepts: { kind: 'answers', afterSeconds: 3, presses: '1', talkSeconds: 20 },
  refuses: { kind: 'answers', afterSeconds: 3, presses: '9', talkSeconds: 20 },
  never: { kind: 'noAnswer' },
  busy: { kind: 'busy' },
  mobileVoicemail: { kind: 'mobileVoicemail', afterSeconds: 8 },
}
const callers: Record<Calling, Partial<CallRequest>> = {
  speaks: { speaks: { text: 'Bonjour', seconds: 9 } },
  saysNothing: {},
  hangsUpWhileItRings: { hangsUp: { during: 'ring', afterSeconds: 1 } },
  hangsUpDuringGreeting: { hangsUp: { during: 'say', afterSeconds: 1 } },
}

/** Writes the client anew and imports it, as its owner would; answers the version now in force. */
async function putInForce({ inside, outside }: Rules): Promise<number> {
  const everyDay = { 'mon-sun': '08:00-19:00' }
  const executive = (key: Person) => ({
    key,
    name: key,
    mobile: mobiles[key],
    email: `${key}@model.demo.test`,
  })
  const rule = (is: 'inside' | 'outside', given: Action) => ({
    ...{ key: is, when: [{ kind: 'hours', of: 'cover', is }], action: written(given) },
  })
  const model = {
    ...{ name: 'Modèle', opening: everyDay, cover: everyDay, holidays: { openOn: 'all', coverOn: 'all' } },
    ...{
      executives: [executive('anna'), executive('ben')],
      lines: [{ key: 'line', number: line, recipient: 'anna' }],
    },
    rules: [rule('inside', inside), rule('outside', outside)],
  }
  const path = join(folder, 'agency.yaml')
  await writeFile(path, JSON.stringify({ clients: { model } }))
  const { db, directory } = rig.context
  const options = { path, mode: 'apply', now: rig.clock.now(), demo: true, hdsHost: null } as const
  const { problems } = await importAgency(db, options)
  expect(problems).toEqual([])
  await directory.refresh()
  return directory.findLine(line)?.client.ruleSetVersion ?? expect.fail('no line')
}

function written(given: Action): object {
  if (given.kind !== 'forward') return given
  const { otherwise } = given
  const next = otherwise === 'discard' ? { kind: 'discard' } : { kind: 'takeMessage', for: otherwise }
  return { ...given, ringSeconds: 15, otherwise: next }
}

async function ring({ answering, calling, troubles, rulesInMidCall, ...command }: Command) {
  for (const number of Object.values(mobiles)) rig.exchange.telephone(number).behave(behaviours[answering])
  rig.exchange.trouble.clear()
  rig.exchange.trouble.actionAfterHangUp = command.actionAfterHangUp
  for (const one of troubles) rig.exchange.trouble.add(one)
  const edits: Promise<number>[] = []
  const edit = () => {
    if (rulesInMidCall && edits.length === 0) edits.push(putInForce(rulesInMidCall))
  }
  for (const number of Object.values(mobiles)) rig.exchange.telephone(number).onRing = [edit]
  const call = rig.exchange.call({ from: '+33199004200', to: line, ...callers[calling] })
  await call.finished
  await Promise.all(edits)
  return { call, edited: edits.length > 0 }
}

/** What was late arrives; what was lost is asked for when its time has come. */
async function settle(sid: string, concludesEarly: boolean) {
  const key = async () => {
    const row = (await callRow(rig, sid)) ?? expect.fail('the call was not written down')
    return { clientId: row.clientId, id: row.id }
  }
  if (concludesEarly) await concludeCall(rig.context, await key())
  await rig.exchange.settled()
  await replaySpool(rig.context)
  for (const ms of [11_000, 60_000, 4 * 60 * 60_000, 61_000]) {
    rig.clock.advance(ms)
    await concludeCall(rig.context, await key())
  }
  return (await callRow(rig, sid)) ?? expect.fail('the call is gone')
}

const nameOf = async (id: string | undefined) =>
  id ? (await rig.context.db.select().from(executives).where(eq(executives.id, id)))[0]?.key : null

test('any rules, edits, people, troubles and clock changes: the calls end as the specification says', async () => {
  const run = fc.asyncProperty(
    rules,
    fc.array(command, { minLength: 1, maxLength: 4 }),
    async (first, commands) => {
      const { db } = rig.context
      let inForce = first
      for (const drawn of commands) {
        rig.clock.set(drawn.at)
        inForce = drawn.newRules ?? inForce
        const version = await putInForce(inForce)
        const before = await db.$count(calls)
        const { call, edited } = await ring(drawn)
        const row = await settle(call.sid, drawn.concludesEarly)
        const expected = expectedOf(actionOf(inForce, new Date(drawn.at)), drawn.answering, drawn.calling)
        const slip = await slipOf(rig, row.id)
        expect({
          ...{
            disposition: row.disposition,
            slip: slip?.kind ?? null,
            for: (await nameOf(slip?.recipientId)) ?? null,
          },
          ...{ version: row.decision.ruleSetVersion, concludeAt: row.concludeAt, degraded: row.degraded },
          calls: (await db.$count(calls)) - before,
          arrivals: await db.$count(callEvents, eq(callEvents.key, 'arrived')),
        }).toEqual({
          ...expected,
          version,
          concludeAt: null,
          degraded: false,
          calls: 1,
          arrivals: before + 1,
        })
        if (edited && drawn.rulesInMidCall) inForce = drawn.rulesInMidCall
      }
    },
  )
  await fc.assert(run, { numRuns: 12 })
}, 300_000)
