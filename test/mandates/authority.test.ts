import { expect, test } from 'vitest'
import { newId } from '../../src/ids.ts'
import { authorityFor, type Mandate } from '../../src/mandates/authority.ts'

/** A Tuesday, 10:00 in Paris. */
const now = new Date('2026-11-17T09:00:00Z')
const booking = {
  ...{ executiveKey: 'morel', typeKey: 'consultation', startsAt: new Date('2026-11-18T09:00:00Z'), now },
  ...{ timeZone: 'Europe/Paris', bookedThatDay: 0, isOffered: true },
}
const mandate = (more: Partial<Mandate> = {}): Mandate => ({
  ...{
    clientId: 1,
    id: newId(),
    key: 'all',
    power: 'appointments',
    executiveKeys: [],
    appointmentTypeKeys: [],
  },
  ...{ secretary: 'decides', limits: { horizonDays: null, hours: [], perDay: null }, fromDate: null },
  ...{ untilDate: null, answerMinutes: 60, ifSilent: 'confirm', place: 0, version: 1, removedAt: null },
  ...more,
})
const limits = (more: Partial<Mandate['limits']>) => ({
  limits: { horizonDays: null, hours: [], perDay: null, ...more },
})

test('the first mandate that is about it holds; without one she asks', () => {
  const roux = mandate({ key: 'roux', executiveKeys: ['roux'], secretary: 'mustNot' })
  const calls = mandate({ key: 'calls', appointmentTypeKeys: ['call'], secretary: 'mustNot' })
  const all = mandate()
  expect(authorityFor([roux, calls, all], booking)).toEqual({ kind: 'decides', mandate: all })
  expect(authorityFor([roux, calls, all], { ...booking, typeKey: 'call' })).toMatchObject({ kind: 'mustNot' })
  // One that names types is not about what has none.
  expect(authorityFor([calls], { ...booking, typeKey: null })).toEqual({
    ...{ kind: 'asks', mandate: null, why: 'noMandate', ifSilent: 'keepAsking' },
    answerBy: new Date('2026-11-18T09:00:00Z'),
  })
})

test('it holds from its first to its last day of the client’s calendar, and not once withdrawn', () => {
  const until = [mandate({ fromDate: '2026-11-17', untilDate: '2026-11-17' })]
  const at = (time: string) => authorityFor(until, { ...booking, now: new Date(time) }).kind
  expect([
    at('2026-11-16T22:59Z'),
    at('2026-11-16T23:00Z'),
    at('2026-11-17T22:59Z'),
    at('2026-11-17T23:00Z'),
  ]).toEqual([...['asks', 'decides', 'decides', 'asks']])
  expect(authorityFor([mandate({ removedAt: now })], booking)).toMatchObject({ why: 'noMandate' })
})

test.each([
  ['too far ahead', limits({ horizonDays: 1 }), { startsAt: new Date('2026-11-18T09:01:00Z') }],
  ['outside its hours', limits({ hours: [{ days: ['tue'], from: '09:00', to: '12:00' }] }), {}],
  ['one more than a day may have', limits({ perDay: 3 }), { bookedThatDay: 3 }],
  ['at a time that could not be offered', {}, { isOffered: false }],
])('what lies beyond is asked, and silence lifts no limit: %s', (_, limited, seen) => {
  expect(authorityFor([mandate(limited)], { ...booking, ...seen })).toMatchObject({
    ...{ kind: 'asks', why: 'beyondLimits', ifSilent: 'keepAsking', answerBy: new Date('2026-11-17T10:00Z') },
  })
})

test.each([
  ['just within the days', limits({ horizonDays: 1 }), {}],
  ['within its hours', limits({ hours: [{ days: ['wed'], from: '09:00', to: '12:00' }] }), {}],
  ['the last of the day', limits({ perDay: 3 }), { bookedThatDay: 2 }],
])('what lies within is decided: %s', (_, limited, seen) => {
  expect(authorityFor([mandate(limited)], { ...booking, ...seen }).kind).toBe('decides')
})

test('she must not, whatever the limits; and whom she asks is heard before it begins', () => {
  const forbids = mandate({ secretary: 'mustNot', ...limits({ perDay: 1 }) })
  expect(authorityFor([forbids], { ...booking, bookedThatDay: 5 })).toEqual({
    kind: 'mustNot',
    mandate: forbids,
  })
  const asks = mandate({ secretary: 'asks', answerMinutes: 20_160, ifSilent: 'decline' })
  expect(authorityFor([asks], booking)).toMatchObject({
    why: 'mandate',
    ifSilent: 'decline',
    answerBy: booking.startsAt,
  })
})
