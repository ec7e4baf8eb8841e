import { expect, test } from 'vitest'
import { isToWrapUp, stageOf } from '../../../src/console/board/stage.ts'

const at = new Date('2026-11-17T09:00:00Z')
const arrived = {
  endedAt: null,
  disposition: null,
  takenById: null,
  wrappedUpAt: null,
  acceptedAt: null,
  dialEndedAt: null,
  voicemailAt: null,
  direction: 'inbound',
  liveState: null,
} as const

test.each([
  ['a call that has just come in rings', {}, 'ringing'],
  ['one that the executive took is with a person', { acceptedAt: at }, 'talking'],
  [
    'one that a secretary took is with a person, whatever the exchange says',
    { takenById: 'a', voicemailAt: at },
    'talking',
  ],
  [
    'one that fell back on the voicemail waits',
    { acceptedAt: at, dialEndedAt: at, voicemailAt: at },
    'waiting',
  ],
  [
    'one that waits for a secretary holds, also once more',
    { liveState: 'waiting', takenById: 'a' },
    'queued',
  ],
  ['one that she holds is with her', { liveState: 'held', voicemailAt: at }, 'talking'],
  [
    'one that left the queue for the voicemail waits there',
    { liveState: 'ended', voicemailAt: at },
    'waiting',
  ],
  ['one that ended is over', { acceptedAt: at, endedAt: at }, 'ended'],
  [
    'one that was concluded before the exchange said that it ended is over',
    { disposition: 'voicemail' },
    'ended',
  ],
  ['one that a secretary wrote down herself is over', { direction: 'outbound' }, 'ended'],
] as const)('%s', (_, evidence, stage) => {
  expect(stageOf({ ...arrived, ...evidence })).toBe(stage)
})

test('a call that she took stays hers until she wraps it up', () => {
  const over = { ...arrived, endedAt: at, takenById: 'a' }
  expect(isToWrapUp(over)).toBe(true)
  expect(isToWrapUp({ ...over, wrappedUpAt: at })).toBe(false)
  expect(isToWrapUp({ ...over, endedAt: null })).toBe(false)
})
