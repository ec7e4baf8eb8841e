import { expect, test } from 'vitest'
import { liveStates } from '../../src/answering/states.ts'
import { nextRecorderStep, type RecorderState } from '../../src/call-recordings/recorder.ts'
import {
  announcementOf,
  isChosen,
  recordingRulesOf,
  recordingSettingsSchema,
} from '../../src/call-recordings/recording.ts'
import { shownRecorder } from '../../src/call-recordings/shown-recorder.ts'
import { idFrom } from '../../src/ids.ts'

const calls = Array.from({ length: 2_000 }, (_, n) => idFrom('call', `CA${n}`))

test('a call is of the share by its id alone, and a larger share holds the smaller one', () => {
  const chosen = (share: number) => calls.filter((callId) => isChosen(callId, share))
  expect(chosen(100)).toHaveLength(calls.length)
  expect(chosen(10).length).toBeGreaterThan(160)
  expect(chosen(10).length).toBeLessThan(240)
  expect(chosen(10)).toEqual(chosen(10))
  const larger = new Set(chosen(25))
  expect(chosen(10).every((callId) => larger.has(callId))).toBe(true)
})

test('the announcement tells purpose, time and the key; a client’s own words are followed by the key', () => {
  const rules = recordingRulesOf({ purpose: 'quality' })
  expect(announcementOf('fr', rules)).toBe(
    "Cet appel peut être enregistré pour améliorer la qualité de notre accueil ; l'enregistrement est effacé au bout de 30 jours. Pour ne pas être enregistré, tapez 3.",
  )
  expect(announcementOf('en', { ...rules, retentionDays: 1 })).toContain('erased after one day.')
  expect(announcementOf('fr', { ...rules, announcement: 'Nous enregistrons parfois.' })).toBe(
    'Nous enregistrons parfois. Pour ne pas être enregistré, tapez 3.',
  )
})

test.each([
  [{ purpose: 'training' }, null],
  [{ purpose: 'training', share: 10, retentionDays: 180 }, null],
  [{ purpose: 'training', share: 100, shareReason: 'Deux débutantes' }, null],
  [{ purpose: 'proof' }, 'purpose'],
  [{}, 'purpose'],
  [{ purpose: 'quality', share: 0 }, 'share'],
  [{ purpose: 'quality', share: 11 }, 'share'],
  [{ purpose: 'quality', share: 101, shareReason: 'Toutes' }, 'share'],
  [{ purpose: 'quality', retentionDays: 181 }, 'retentionDays'],
  [{ purpose: 'quality', retentionDays: 0 }, 'retentionDays'],
  [{ purpose: 'quality', announcement: ' ' }, 'announcement'],
  [{ purpose: 'quality', forEver: true }, ''],
])('of the settings %j %s is refused', (settings, refused) => {
  const { error } = recordingSettingsSchema.safeParse(settings)
  expect(error ? String(error.issues[0]?.path[0] ?? '') : null).toBe(refused)
})

const at = new Date()
const told = { heardAt: at, refusedAt: null, pausedAt: null, live: 'talking' as const, mayRecord: true }

test('it turns only while the two speak alone, he having heard that it does and nobody having paused it', () => {
  expect(nextRecorderStep({ ...told, state: 'none' })).toBe('start')
  expect(nextRecorderStep({ ...told, state: 'none', heardAt: null })).toBeNull()
  for (const live of liveStates) {
    const over = live === 'handedOver' || live === 'ended'
    const expected = live === 'talking' ? null : over ? 'stop' : 'pause'
    expect([live, nextRecorderStep({ ...told, state: 'running', live })]).toEqual([live, expected])
  }
  expect(nextRecorderStep({ ...told, state: 'running', pausedAt: at })).toBe('pause')
  expect(nextRecorderStep({ ...told, state: 'paused', pausedAt: at })).toBeNull()
  expect(nextRecorderStep({ ...told, state: 'paused' })).toBe('resume')
})

test('nothing starts or goes on once he refuses, the client forbids it, or the call is not there', () => {
  for (const not of [{ refusedAt: at }, { mayRecord: false }, { live: null }]) {
    const step = (state: RecorderState) => nextRecorderStep({ ...told, ...not, state })
    const states = ['none', 'running', 'paused', 'stopped', 'failed'] as const
    expect(states.map(step)).toEqual(['close', 'stop', 'stop', null, null])
  }
})

test('the call bar says what is true of the exchange, not what was wished', () => {
  const shown = (state: RecorderState, pausedAt: Date | null = null) =>
    shownRecorder({ state, pausedAt, heardAt: at, refusedAt: null })
  expect([shown('none'), shown('running'), shown('paused'), shown('failed'), shown('stopped')]).toEqual([
    ...[null, 'on', 'waits', 'failed', null],
  ])
  expect([shown('running', at), shown('paused', at)]).toEqual(['pausing', 'paused'])
  expect(shownRecorder({ state: 'none', pausedAt: null, heardAt: null, refusedAt: null })).toBeNull()
  expect(shownRecorder({ state: 'stopped', pausedAt: null, heardAt: at, refusedAt: at })).toBe('refused')
})
