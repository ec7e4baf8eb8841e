import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { unpackTrace } from '../../src/rules/pack-trace.ts'
import type { Behaviour } from '../../src/simulator/telephone.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { callRow, concluded, lines, people, picksUp, slipOf, toldSlip } from './follow.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig()
})
afterAll(() => rig?.close())
beforeEach(() => {
  rig.exchange.trouble.clear()
  rig.exchange.trouble.actionAfterHangUp = true
})

const morel = () => rig.exchange.telephone(people.morel)
const ring = (person: object = {}) =>
  rig.exchange.call({ from: people.petit, to: lines.morel, ...person }).finished
const message = { speaks: { text: 'Rappelez-moi', seconds: 9 } }

describe('the VIP reaches Me Morel’s voicemail, and she is told, when she', () => {
  test.each<[string, Behaviour, string, boolean]>([
    ['does not answer', { kind: 'noAnswer' }, 'no-answer', false],
    ['is busy', { kind: 'busy' }, 'busy', false],
    ['turns the call away', { kind: 'refuses' }, 'busy', false],
    ['cannot be reached', { kind: 'unreachable' }, 'failed', false],
    ['presses another key', { kind: 'answers', presses: '9' }, 'completed', true],
    ['presses no key', { kind: 'answers' }, 'completed', true],
    ['hangs up during the whisper', { kind: 'answers', hangsUp: { during: 'gather' } }, 'completed', true],
    ['lets her mobile’s voicemail answer', { kind: 'mobileVoicemail' }, 'completed', true],
  ])('%s', async (_, behaviour, dialStatus, whispered) => {
    morel().behave(behaviour)
    const heardBefore = morel().heard.length
    const call = await ring(message)
    expect(call.disposition).toBe('recorded')
    expect(call.longestRingSeconds).toBeLessThanOrEqual(35)
    expect(call.voicemailAfterSeconds).toBeLessThanOrEqual(90)
    expect(morel().heard.length > heardBefore).toBe(whispered)
    const row = await concluded(rig, call)
    expect(row).toMatchObject({ disposition: 'voicemail', dialStatus, bridged: false, acceptedAt: null })
    const { slip } = await toldSlip(rig, row.id)
    expect(slip).toMatchObject({ kind: 'voicemail', callerName: 'Me Petit', voicemailSeconds: 9 })
  })
})

describe('a caller who hangs up', () => {
  const gone: [string, Behaviour, object, string, string | null][] = [
    [
      'as it begins to ring',
      { kind: 'noAnswer' },
      { during: 'ring', afterSeconds: 0.1 },
      'abandoned',
      'missedCall',
    ],
    ['while it rings', { kind: 'noAnswer' }, { during: 'ring', afterSeconds: 9 }, 'abandoned', 'missedCall'],
    [
      'during the whisper',
      { kind: 'answers', afterSeconds: 3 },
      { during: 'ring', afterSeconds: 5 },
      'abandoned',
      'missedCall',
    ],
    ['while they talk', picksUp, { during: 'talk', afterSeconds: 12 }, 'forwarded', null],
    ['during the greeting', { kind: 'busy' }, { during: 'say', afterSeconds: 2 }, 'missed', 'missedCall'],
    ['at the beep', { kind: 'busy' }, { during: 'record', afterSeconds: 0.2 }, 'missed', 'missedCall'],
  ]
  const story = async (behaviour: Behaviour, hangsUp: object) => {
    morel().behave(behaviour)
    const row = await concluded(rig, await ring({ hangsUp }))
    return { row, slip: await slipOf(rig, row.id) }
  }
  test.each(gone)('%s leaves a call that says so', async (_, behaviour, hangsUp, disposition, kind) => {
    const { row, slip } = await story(behaviour, hangsUp)
    expect(row.disposition).toBe(disposition)
    expect(slip?.kind ?? null).toBe(kind)
  })
  test.each(gone.slice(0, 4))(
    '%s does so too when the exchange says nothing of the dial',
    async (_, behaviour, hangsUp, disposition, kind) => {
      rig.exchange.trouble.actionAfterHangUp = false
      const { row, slip } = await story(behaviour, hangsUp)
      expect(row.disposition).toBe(disposition)
      expect(slip?.kind ?? null).toBe(kind)
    },
  )

  test('while he speaks leaves what he had said', async () => {
    morel().behave({ kind: 'busy' })
    const call = await ring({
      speaks: { text: 'Allô', seconds: 20 },
      hangsUp: { during: 'record', afterSeconds: 6 },
    })
    const row = await concluded(rig, call)
    expect(row.disposition).toBe('voicemail')
    expect((await slipOf(rig, row.id))?.voicemailSeconds).toBe(6)
  })

  test('before our answer came is a missed call all the same', async () => {
    morel().behave({ kind: 'noAnswer' })
    const row = await concluded(rig, await ring({ hangsUp: { during: 'arrival', afterSeconds: 0 } }))
    expect(['abandoned', 'missed']).toContain(row.disposition)
    expect((await slipOf(rig, row.id))?.kind).toBe('missedCall')
  })
})

test('seconds talked are kept for the bill, and a forwarded call makes no slip', async () => {
  morel().behave({ ...picksUp, talkSeconds: 42 })
  const row = await concluded(rig, await ring())
  expect(row.disposition).toBe('forwarded')
  expect(row.talkSeconds).toBeGreaterThanOrEqual(42)
  expect(row.durationSeconds).toBeGreaterThanOrEqual(42)
  expect(await slipOf(rig, row.id)).toBeUndefined()
})

test('the VIP’s call is decided by his tag, and the trace says what was seen', async () => {
  morel().behave({ kind: 'busy' })
  const row = await callRow(rig, (await ring()).sid)
  expect(row?.decision).toMatchObject({
    ruleKey: 'vip',
    ruleSetVersion: 1,
    action: { kind: 'forward', to: 'morel', ringSeconds: 20, screen: true },
  })
  expect(unpackTrace(row?.decision.trace ?? expect.fail('no decision'))).toMatchObject([
    { rule: 'indesirables' },
    { rule: 'demarchage' },
    { rule: 'vip', held: [{}, {}] },
  ])
})
