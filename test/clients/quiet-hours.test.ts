import fc from 'fast-check'
import { expect, test } from 'vitest'
import { executiveChoicesSchema } from '../../src/clients/executive.ts'
import { isQuiet, whenAllowed } from '../../src/clients/quiet-hours.ts'
import { localTime } from '../../src/rules/local-time.ts'

const choices = (from: string, until: string, more = {}) =>
  executiveChoicesSchema.parse({ quietHours: { from, until, ...more } })
const allowed = (
  quiet: ReturnType<typeof choices>,
  at: string,
  urgency: 'ordinary' | 'urgent' = 'ordinary',
) => whenAllowed(quiet, 'Europe/Paris', urgency, new Date(at)).toISOString()

test('what comes in the night waits for the morning', () => {
  const night = choices('20:00', '07:00')
  expect(allowed(night, '2026-11-17T18:59:59.000Z')).toBe('2026-11-17T18:59:59.000Z')
  expect(allowed(night, '2026-11-17T19:00:00.000Z')).toBe('2026-11-18T06:00:00.000Z')
  expect(allowed(night, '2026-11-17T23:30:00.000Z')).toBe('2026-11-18T06:00:00.000Z')
  expect(allowed(night, '2026-11-18T06:00:00.000Z')).toBe('2026-11-18T06:00:00.000Z')
})

test('quiet hours of one afternoon end that afternoon', () => {
  expect(allowed(choices('13:00', '14:30'), '2026-11-17T12:10:00.000Z')).toBe('2026-11-17T13:30:00.000Z')
})

test('an urgent message does not wait, unless she wants it to', () => {
  const at = '2026-11-17T22:00:00.000Z'
  expect(allowed(choices('20:00', '07:00'), at, 'urgent')).toBe(at)
  const all = choices('20:00', '07:00', { urgentExempt: false })
  expect(allowed(all, at, 'urgent')).toBe('2026-11-18T06:00:00.000Z')
})

test('without quiet hours nothing waits', () => {
  const at = '2026-11-17T22:00:00.000Z'
  expect(allowed(executiveChoicesSchema.parse({}), at)).toBe(at)
})

test('they are hours of her own clock', () => {
  const hers = { ...choices('20:00', '07:00'), timeZone: 'America/Montreal' }
  expect(allowed(hers, '2026-11-17T22:00:00.000Z')).toBe('2026-11-17T22:00:00.000Z')
  expect(allowed(hers, '2026-11-18T02:00:00.000Z')).toBe('2026-11-18T12:00:00.000Z')
})

test('an end that the clock shows twice or never comes all the same', () => {
  const night = choices('22:00', '02:30')
  expect(allowed(night, '2026-10-24T23:00:00.000Z')).toBe('2026-10-25T00:30:00.000Z')
  expect(allowed(night, '2026-10-25T01:10:00.000Z')).toBe('2026-10-25T01:30:00.000Z')
  expect(allowed(night, '2027-03-28T00:30:00.000Z')).toBe('2027-03-28T01:30:00.000Z')
})

test('it waits only in her quiet hours, until a moment outside them, and less than a day', () => {
  const clock = fc.integer({ min: 0, max: 1439 }).map((m) => new Date(m * 60_000).toISOString().slice(11, 16))
  const instant = fc.date({
    min: new Date('2026-09-01'),
    max: new Date('2027-09-01'),
    noInvalidDate: true,
  })
  const zones = fc.constantFrom('Europe/Paris', 'America/Montreal', 'Pacific/Auckland')
  const hours = fc.tuple(clock, clock).filter(([from, until]) => from !== until)
  fc.assert(
    fc.property(hours, zones, instant, ([from, until], zone, at) => {
      const quiet = choices(from, until)
      const end = whenAllowed(quiet, zone, 'ordinary', at)
      const shown = (instant: Date) => localTime(instant, zone).time
      const hers = { from, until, urgentExempt: true }
      expect(end > at).toBe(isQuiet(hers, shown(at)))
      expect(isQuiet(hers, shown(end))).toBe(false)
      expect(end.getTime() - at.getTime()).toBeLessThan(25 * 3_600_000)
    }),
    { numRuns: 1000 },
  )
})
