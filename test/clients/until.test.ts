import { expect, test } from 'vitest'
import { endOf, readMoment, writeMoment } from '../../src/clients/until.ts'

const paris = 'Europe/Paris'
const at = (iso: string) => new Date(iso)
const end = (...of: Parameters<typeof endOf>) => endOf(...of)?.toISOString() ?? null

test('an hour from now ends on the next five minutes', () => {
  expect(end('hour1', at('2026-11-20T13:02:10Z'), paris)).toBe('2026-11-20T14:05:00.000Z')
  expect(end('hours2', at('2026-11-20T13:00:00Z'), paris)).toBe('2026-11-20T15:00:00.000Z')
})

test('18:00 is on her clock, and is not offered once it is past', () => {
  expect(end('until18', at('2026-11-20T16:59:59Z'), paris)).toBe('2026-11-20T17:00:00.000Z')
  expect(end('until18', at('2026-11-20T17:00:00Z'), paris)).toBeNull()
  expect(end('until18', at('2026-11-20T17:00:00Z'), 'America/Montreal')).toBe('2026-11-20T23:00:00.000Z')
})

test('tomorrow at nine is nine on the clock also over a change of the clocks', () => {
  expect(end('tomorrow9', at('2026-10-24T12:00:00Z'), paris)).toBe('2026-10-25T08:00:00.000Z')
  expect(end('tomorrow9', at('2026-03-28T12:00:00Z'), paris)).toBe('2026-03-29T07:00:00.000Z')
  expect(end('tomorrow9', at('2026-11-20T23:30:00Z'), paris)).toBe('2026-11-22T08:00:00.000Z')
})

test('an hour that passes a change of the clocks is still an hour', () => {
  expect(end('hour1', at('2026-10-25T00:30:00Z'), paris)).toBe('2026-10-25T01:30:00.000Z')
})

test('a moment typed by her is read on her clock, and written back the same', () => {
  expect(readMoment('2026-12-24T18:30', paris)?.toISOString()).toBe('2026-12-24T17:30:00.000Z')
  expect(writeMoment(at('2026-12-24T17:30:00Z'), paris)).toBe('2026-12-24T18:30')
})

test.each(['', 'demain', '2026-13-01T10:00', '2026-02-30T10:00', '2026-12-24', '2026-12-24T25:00', '18:30'])(
  'what is no moment is not read: %s',
  (typed) => {
    expect(readMoment(typed, paris)).toBeNull()
  },
)
