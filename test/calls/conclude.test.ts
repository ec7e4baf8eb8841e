import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CallEvidence, conclude } from '../../src/calls/conclude.ts'
import { type Disposition, dispositions, nextDisposition } from '../../src/calls/states.ts'
import { actionSchema } from '../../src/rules/rule.ts'

const forward = actionSchema.parse({ kind: 'forward', to: 'morel' })
const unscreened = actionSchema.parse({ kind: 'forward', to: 'morel', screen: false })
const orTurnAway = actionSchema.parse({ kind: 'forward', to: 'morel', otherwise: { kind: 'discard' } })
const message = actionSchema.parse({ kind: 'takeMessage' })
const discard = actionSchema.parse({ kind: 'discard' })

const nothing: CallEvidence = {
  ...{
    action: forward,
    isOutbound: false,
    arrivedAt: 0,
    acceptedAt: null,
    dialEndedAt: null,
    bridged: false,
    voicemailAt: null,
  },
  ...{ answeredAt: null, isPromisedCallback: false, refusedAt: null, recordedSeconds: null, endedAt: null },
  ...{ hasRecording: false, isExecutives: false, exchangeWasAsked: false },
}
const s = 1000
const hour = 3600 * s
const ended = { endedAt: 60 * s }
const late = 60 * s + hour

describe('how a call ended', () => {
  test.each<[string, Partial<CallEvidence>, string, string | null]>([
    ['one of ours that was answered', { isOutbound: true, answeredAt: 9 * s, ...ended }, 'reached', null],
    ['one of ours that was not', { isOutbound: true, ...ended }, 'notReached', null],
    ['turned away', { action: discard }, 'discarded', null],
    ['turned away, and over', { action: discard, ...ended }, 'discarded', null],
    ['an accepted bridge', { acceptedAt: 9 * s, dialEndedAt: 50 * s, bridged: true }, 'forwarded', null],
    ['an unscreened bridge', { action: unscreened, dialEndedAt: 50 * s, bridged: true }, 'forwarded', null],
    ['an accepted call whose dial said no more', { acceptedAt: 9 * s, ...ended }, 'forwarded', null],
    [
      'a bridge that nobody accepted',
      { dialEndedAt: 9 * s, bridged: true, ...ended },
      'abandoned',
      'missedCall',
    ],
    ['a key, but no bridge', { acceptedAt: 9 * s, dialEndedAt: 9 * s, ...ended }, 'abandoned', 'missedCall'],
    ['spoken to', { action: message, answeredAt: 9 * s, ...ended }, 'answered', null],
    [
      'spoken to, lost, and gone after a message',
      { action: message, answeredAt: 9 * s, voicemailAt: 50 * s, hasRecording: true, ...ended },
      ...(['answered', 'voicemail'] as const),
    ],
    ['a promise to call back', { action: message, isPromisedCallback: true, ...ended }, 'messageTaken', null],
    ['gone while he waited', { action: message, ...ended }, 'abandoned', 'missedCall'],
    ['rung in vain, then gone', { dialEndedAt: 20 * s, ...ended }, 'abandoned', 'missedCall'],
    ['an executive who hung up', { isExecutives: true, voicemailAt: 0, ...ended }, 'missed', null],
    [
      'gone during the greeting',
      { dialEndedAt: 20 * s, voicemailAt: 20 * s, ...ended },
      'missed',
      'missedCall',
    ],
    [
      'a second of sound',
      { action: message, voicemailAt: 0, recordedSeconds: 1, ...ended },
      'missed',
      'missedCall',
    ],
    [
      'rung in vain, then turned away',
      { action: orTurnAway, dialEndedAt: 20 * s, refusedAt: 20 * s, ...ended },
      'discarded',
      null,
    ],
    [
      'gone before he was turned away',
      { action: orTurnAway, dialEndedAt: 20 * s, ...ended },
      'abandoned',
      'missedCall',
    ],
    ['a recording', { action: message, voicemailAt: 0, hasRecording: true }, 'voicemail', 'voicemail'],
    [
      'a recording of which even the exchange knows nothing',
      { action: message, voicemailAt: 0, recordedSeconds: 12, ...ended, exchangeWasAsked: true },
      'missed',
      'missedCall',
    ],
  ])('%s', (_, seen, disposition, slip) => {
    expect(conclude({ ...nothing, ...seen }, late)).toEqual({ kind: 'concluded', disposition, slip })
  })

  test('is not said before strays have had ten seconds, and audio a minute', () => {
    expect(conclude({ ...nothing, ...ended }, 69 * s)).toEqual({ kind: 'tooEarly', at: 70 * s })
    expect(conclude({ ...nothing, ...ended }, 70 * s).kind).toBe('concluded')
    const spoke = { ...nothing, action: message, voicemailAt: 0, recordedSeconds: 12, ...ended }
    expect(conclude(spoke, 119 * s)).toEqual({ kind: 'tooEarly', at: 120 * s })
    expect(conclude(spoke, 120 * s)).toEqual({ kind: 'askExchange' })
  })

  test('is asked of the exchange when it has said nothing for four hours', () => {
    expect(conclude(nothing, 4 * hour - 1)).toEqual({ kind: 'tooEarly', at: 4 * hour })
    expect(conclude(nothing, 4 * hour)).toEqual({ kind: 'askExchange' })
  })
})

const instant = fc.option(fc.integer({ min: 0, max: 60 * s }))
const evidence: fc.Arbitrary<CallEvidence> = fc.record({
  action: fc.constantFrom(forward, unscreened, orTurnAway, message, discard),
  isOutbound: fc.boolean(),
  arrivedAt: fc.constant(0),
  acceptedAt: instant,
  dialEndedAt: instant,
  bridged: fc.boolean(),
  answeredAt: instant,
  isPromisedCallback: fc.boolean(),
  voicemailAt: instant,
  refusedAt: instant,
  recordedSeconds: fc.option(fc.integer({ min: 0, max: 180 })),
  endedAt: instant,
  hasRecording: fc.boolean(),
  isExecutives: fc.boolean(),
  exchangeWasAsked: fc.boolean(),
})

test('whatever is known, a call is forwarded only if somebody took it, and silent only if turned away, forwarded or her own', () => {
  fc.assert(
    fc.property(evidence, fc.integer({ min: 0, max: 10 * hour }), (seen, now) => {
      const found = conclude(seen, now)
      if (found.kind !== 'concluded') return
      if (found.disposition === 'forwarded')
        expect(seen.acceptedAt !== null || (seen.bridged && seen.action === unscreened)).toBe(true)
      if (found.slip === 'voicemail') expect(seen.hasRecording).toBe(true)
      const silent = ['forwarded', 'discarded', 'answered', 'messageTaken', 'reached', 'notReached']
      const isNoNews = seen.isExecutives || silent.includes(found.disposition)
      expect(found.slip === null).toBe(isNoNews && found.slip !== 'voicemail')
    }),
  )
})

test('whatever is known, one day later a call is concluded or asked for', () => {
  fc.assert(fc.property(evidence, (seen) => conclude(seen, 24 * hour).kind !== 'tooEarly'))
})

test('no series of findings goes in a circle, and each one leads to the same end again', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...dispositions), { minLength: 1 }), (found) => {
      const story: Disposition[] = []
      for (const next of found) {
        const known = nextDisposition(story.at(-1) ?? null, next)
        if (story.at(-1) !== known) story.push(known)
      }
      expect(new Set(story).size).toBe(story.length)
      const end = story.at(-1) ?? expect.fail('no end')
      expect(found.reduce((known, next) => nextDisposition(known, next), end)).toBe(end)
    }),
  )
})
