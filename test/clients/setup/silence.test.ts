import { expect, test } from 'vitest'
import { silenceDue } from '../../../src/clients/setup/silence/due.ts'
import { hoursSchema } from '../../../src/rules/hours.ts'

const HOUR = 3_600_000
const week = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }
const hours = hoursSchema.parse({ cover: [week] })
const liveSince = new Date('2026-01-01T00:00:00Z')

/** So many calls a working day, at times that differ from day to day, up to an instant. */
function callsUntil(end: string, aDay: number, days = 28): Date[] {
  const last = Date.parse(end)
  return Array.from({ length: days }, (_, ago) => new Date(last - ago * 24 * HOUR))
    .filter((day) => day.getUTCDay() % 6 !== 0)
    .flatMap((day) =>
      Array.from({ length: aDay }, (_, place) => {
        const at = ((place * 7 + day.getUTCDate() * 3) % (aDay * 7)) / (aDay * 7)
        return new Date(Date.parse(`${day.toISOString().slice(0, 10)}T07:00:00Z`) + at * 10 * HOUR)
      }),
    )
    .filter((at) => at.getTime() <= last)
}

test('a busy client whose calls stop on a working day is noticed within the day, and once for the silence', () => {
  const calls = callsUntil('2026-11-17T08:30:00Z', 20)
  const noticed = [1, 2, 3, 4, 5, 6, 7].flatMap((after) => {
    const now = new Date(Date.parse('2026-11-17T08:30:00Z') + after * HOUR)
    const silence = silenceDue({ hours, liveSince, calls, now })
    return silence ? [{ after, since: silence.since.toISOString() }] : []
  })
  expect(noticed.length).toBeGreaterThan(0)
  expect(noticed[0]?.after).toBeGreaterThan(1)
  expect(new Set(noticed.map(({ since }) => since)).size).toBe(1)
})

test('a stray call to the line itself does not hide that the diversion has fallen', () => {
  const calls = [...callsUntil('2026-11-16T17:00:00Z', 20), new Date('2026-11-17T10:00:00Z')]
  expect(silenceDue({ hours, liveSince, calls, now: new Date('2026-11-17T16:30:00Z') })).not.toBeNull()
})

test('nights, weekends, public holidays and closures are no silence', () => {
  const calls = callsUntil('2026-12-24T17:00:00Z', 20)
  const closed = hoursSchema.parse({
    cover: [week],
    closures: [{ from: '2026-12-28', to: '2027-01-03', of: 'cover' }],
  })
  // Christmas, the weekend, then a week closed, and the first minutes of the new year's first Monday.
  for (const now of [
    '2026-12-25T15:00:00Z',
    '2026-12-27T12:00:00Z',
    '2026-12-30T15:00:00Z',
    '2027-01-04T07:20:00Z',
  ])
    expect(silenceDue({ hours: closed, liveSince, calls, now: new Date(now) }), now).toBeNull()
  // The same days with cover are a silence.
  const covered = hoursSchema.parse({ cover: [week], holidays: { openOn: [], coverOn: 'all' } })
  expect(
    silenceDue({ hours: covered, liveSince, calls, now: new Date('2026-12-25T15:00:00Z') }),
  ).not.toBeNull()
})

test('a small client and a new one are left in peace', () => {
  const now = new Date('2026-11-20T15:00:00Z')
  const few = callsUntil('2026-11-13T15:00:00Z', 1).filter((_, index) => index % 2 === 0)
  expect(silenceDue({ hours, liveSince, calls: few, now })).toBeNull()
  const calls = callsUntil('2026-11-17T08:30:00Z', 20, 8)
  expect(silenceDue({ hours, liveSince: new Date('2026-11-10T08:00:00Z'), calls, now })).toBeNull()
})

test('in four ordinary weeks there is no false alarm, asked every quarter of an hour', () => {
  const all = callsUntil('2026-11-20T17:00:00Z', 6, 56)
  const alarms: string[] = []
  for (let at = Date.parse('2026-10-26T06:00:00Z'); at < Date.parse('2026-11-20T17:00:00Z'); at += HOUR / 4) {
    const now = new Date(at)
    const calls = all.filter((call) => call.getTime() <= at && call.getTime() > at - 28 * 24 * HOUR)
    if (silenceDue({ hours, liveSince, calls, now })) alarms.push(now.toISOString())
  }
  expect(alarms).toEqual([])
})
