import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { instantOf } from '../../src/rules/instant-of.ts'

const zones = [
  'Europe/Paris',
  'America/Montreal',
  'Pacific/Auckland',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Cairo',
]

test('clocks show a time when Temporal says that they do', () => {
  const days = fc.date({ min: new Date('2025-01-01'), max: new Date('2031-01-01'), noInvalidDate: true })
  // Most clock changes are before four in the morning.
  const minutes = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 240 }))
  fc.assert(
    fc.property(days, minutes, fc.constantFrom(...zones), (day, minute, zone) => {
      const date = day.toISOString().slice(0, 10)
      const time = new Date(minute * 60_000).toISOString().slice(11, 16)
      const expected = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone)
      expect(instantOf(date, time, zone).getTime()).toBe(expected.epochMilliseconds)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['2027-03-28', '02:30', 'Europe/Paris', '2027-03-28T01:30:00.000Z'],
  ['2026-10-25', '02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25', '03:00', 'Europe/Paris', '2026-10-25T02:00:00.000Z'],
  ['2027-03-14', '02:30', 'America/Montreal', '2027-03-14T07:30:00.000Z'],
  ['2026-09-27', '02:30', 'Pacific/Auckland', '2026-09-26T14:30:00.000Z'],
])('%s %s in %s is %s', (date, time, zone, instant) => {
  expect(instantOf(date, time, zone).toISOString()).toBe(instant)
})
