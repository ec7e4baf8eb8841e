import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { localTime } from '../../src/rules/local-time.ts'

const zones = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Martinique',
  'Pacific/Noumea',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
]

test('the wall clock is that of Temporal, whatever was asked before', () => {
  const instants = fc.date({ min: new Date('2025-01-01'), max: new Date('2031-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
      const expected = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)
      const { today, yesterday, time } = localTime(instant, zone)
      expect(`${today.date} ${time}`).toBe(
        expected.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' '),
      )
      expect(yesterday.date).toBe(expected.toPlainDate().subtract({ days: 1 }).toString())
      expect(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(today.weekday) + 1).toBe(
        expected.dayOfWeek,
      )
    }),
    { numRuns: 500 },
  )
})
