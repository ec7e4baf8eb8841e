import { describe, expect, test } from 'vitest'
import { executiveChoicesSchema } from '../../src/clients/executive.ts'
import { readTimes } from '../../src/links/read-times.ts'
import { enteredOf, readEntered, readSettings } from '../../src/links/settings-form.ts'

const standing = { choices: executiveChoicesSchema.parse({}), language: 'fr' as const }
const terms = { channels: ['sms', 'email'] as const, health: false }
/** As a browser sends the page that nobody touched, with some fields changed. */
const fields = (changes: Record<string, string | string[]> = {}) => ({
  ...{ urgent: ['sms', 'email'], ordinary: ['sms', 'email'], digest: 'email', ordinaryWhen: 'atOnce' },
  ...{ carries: 'everything', language: 'fr', acknowledgeMinutes: '10', onlyWhenSomething: 'yes' },
  ...{ quietFrom: '', quietUntil: '', urgentExempt: 'yes', seen: '', invitations: 'yes', news: 'atOnce' },
  ...Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [`times-${day}`, '18:00'])),
  ...changes,
})
const read = (changes: Record<string, string | string[]> = {}) =>
  readSettings(readEntered(fields(changes)), standing, terms)
const problems = (changes: Record<string, string | string[]>) => {
  const result = read(changes)
  return result.kind === 'wrong' ? Object.fromEntries(result.problems) : {}
}

test('the page that nobody touched gives the settings that stand', () => {
  expect(read()).toEqual({ kind: 'read', settings: standing })
  expect(enteredOf(standing).times.mon).toBe('18:00')
})

describe('times of day are read as people write them', () => {
  test.each([
    ['8h30 18h', ['08:30', '18:00']],
    ['18:00, 8:30', ['08:30', '18:00']],
    ['18 h 30', ['18:30']],
    ['8 h 18 h', ['08:00', '18:00']],
    ['12.30;18', ['12:30', '18:00']],
    ['  ', []],
    ['18:00 18h', ['18:00']],
  ])('%s', (typed, expected) => {
    expect(readTimes(typed)).toEqual(expected)
  })
  test.each(['midi', '25:00', '8:3', '18:60', '8h30 midi', '-1', '1e1'])('but not %s', (typed) => {
    expect(readTimes(typed)).toBeNull()
  })
})

describe('what is wrong is named by field', () => {
  test.each<[string, Record<string, string | string[]>, Record<string, string>]>([
    ['no channel', { urgent: [] }, { urgent: 'channels' }],
    ['a channel that does not exist', { digest: 'fax' }, { digest: 'channels' }],
    [
      'a choice that is not offered',
      { carries: 'all', language: 'de' },
      { carries: 'choice', language: 'choice' },
    ],
    ['too few minutes', { acknowledgeMinutes: '1' }, { acknowledgeMinutes: 'minutes' }],
    ['minutes in words', { acknowledgeMinutes: 'dix' }, { acknowledgeMinutes: 'minutes' }],
    ['times in words', { 'times-mon': 'midi' }, { 'times-mon': 'times' }],
    ['seven times', { 'times-tue': '8 9 10 11 12 13 14' }, { 'times-tue': 'tooMany' }],
    ['one end of the quiet hours', { quietFrom: '20:00' }, { quietUntil: 'both' }],
    ['quiet hours without length', { quietFrom: '20:00', quietUntil: '20:00' }, { quietUntil: 'same' }],
    [
      'a digest in the quiet hours',
      { quietFrom: '20:00', quietUntil: '08:00', 'times-tue': '7h30 18h' },
      { 'times-tue': 'quiet' },
    ],
    ['quiet hours in words', { quietFrom: 'soir', quietUntil: '20:00' }, { quietFrom: 'time' }],
  ])('%s', (_, changes, expected) => {
    expect(problems(changes)).toEqual(expected)
  })

  test('messages that wait for a digest which never comes', () => {
    const never = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [`times-${day}`, '']))
    expect(problems({ ...never, ordinaryWhen: 'digest' })).toEqual({ times: 'noTimes' })
    expect(read({ ...never, ordinaryWhen: 'atOnce' }).kind).toBe('read')
  })
})

test('what she changed is read, and nothing else changes', () => {
  const changed = read({
    ...{
      ordinaryWhen: 'digest',
      'times-sat': '9h',
      quietFrom: '20:00',
      quietUntil: '08:00',
      urgentExempt: '',
    },
    ...{ acknowledgeMinutes: '', language: 'en', timeZone: 'Pacific/Auckland', health: 'false' },
  })
  expect(changed).toMatchObject({
    settings: {
      language: 'en',
      choices: {
        ...{ ordinaryWhen: 'digest', acknowledgeMinutes: null, timeZone: null },
        digest: { times: { fri: ['18:00'], sat: ['09:00'] } },
        quietHours: { from: '20:00', until: '08:00', urgentExempt: false },
      },
    },
  })
})

test('for health clients what texts carry stays, whatever is sent', () => {
  const entered = readEntered(fields({ carries: 'everything' }))
  const fixed = { ...standing, choices: { ...standing.choices, carries: 'link' as const } }
  expect(readSettings(entered, fixed, { ...terms, health: true })).toMatchObject({
    settings: { choices: { carries: 'link' } },
  })
})

test('with one channel there is none to choose', () => {
  const entered = readEntered(fields({ urgent: [], ordinary: [], digest: [] }))
  expect(readSettings(entered, standing, { ...terms, channels: ['sms'] })).toEqual({
    kind: 'read',
    settings: standing,
  })
})

test.each([null, undefined, 'x', [], { urgent: { x: 1 }, 'times-mon': 'x'.repeat(300) }])(
  'a body that no browser sends is refused, not broken by: %j',
  (body) => {
    expect(readSettings(readEntered(body), standing, terms).kind).toBe('wrong')
  },
)
