import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { type DigestTimes, executiveChoicesSchema } from '../../src/clients/executive.ts'
import { latestDue } from '../../src/digests/due.ts'
import { weekdaySchema } from '../../src/rules/rule.ts'

const minute = 60_000
const hour = 60 * minute
const days = weekdaySchema.options

function clock(times: DigestTimes, timeZone = 'Europe/Paris') {
  return { choices: executiveChoicesSchema.parse({ digest: { times } }), timeZone }
}
const daily = (...times: string[]): DigestTimes => Object.fromEntries(days.map((day) => [day, times]))
const at = (iso: string) => new Date(iso)

/** Written another way: every local day of the range, asked of Temporal. */
function dueTimes(times: DigestTimes, zone: string, from: Date, to: Date): number[] {
  const plainDay = (instant: Date) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate()
  const found = new Set<number>()
  const last = plainDay(to)
  for (let day = plainDay(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const weekday = days[day.dayOfWeek - 1]
    for (const time of (weekday && times[weekday]) ?? [])
      found.add(day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds)
  }
  return [...found].filter((due) => due > from.getTime() && due <= to.getTime()).sort((a, b) => a - b)
}

const year = { from: at('2026-09-01T00:00:00Z'), to: at('2027-09-01T00:00:00Z') }

/** The minutes of each hour at which something may be due, and those before: all sixty would say no more. */
function looks(from: Date, to: Date): number[] {
  const hours = Array.from({ length: (to.getTime() - from.getTime()) / hour + 1 }, (_, n) => n)
  return hours
    .flatMap((n) => [0, 29, 30, 58, 59].map((past) => from.getTime() + n * hour + past * minute))
    .filter((look) => look <= to.getTime())
}

test.each(['Europe/Paris', 'America/Montreal', 'Pacific/Auckland'])(
  'over a year in %s every digest time comes once, to the minute',
  (zone) => {
    const times = {
      ...daily('02:30', '12:00', '18:00'),
      sat: ['00:00', '23:59'],
      sun: ['01:30', '02:30', '03:30'],
    }
    const hers = clock(times, zone)
    const given: number[] = []
    let after = year.from
    for (const now of looks(year.from, year.to)) {
      const due = latestDue(hers, { after, now: new Date(now) })
      if (!due) continue
      expect(due.getTime()).toBe(now)
      given.push(now)
      after = due
    }
    expect(given).toEqual(dueTimes(times, zone, year.from, year.to))
    expect(given.length).toBeGreaterThan(1000)
  },
  120_000,
)

test('at 02:30 on the night that loses an hour the digest comes at 03:30, once', () => {
  const due = (times: DigestTimes) =>
    latestDue(clock(times), { after: at('2027-03-27T12:00:00Z'), now: at('2027-03-28T06:00:00Z') })
  expect(due({ sun: ['02:30'] })?.toISOString()).toBe('2027-03-28T01:30:00.000Z')
  expect(due({ sun: ['02:30', '03:30'] })?.toISOString()).toBe('2027-03-28T01:30:00.000Z')
  const after = at('2027-03-28T01:30:00.000Z')
  const now = at('2027-03-28T06:00:00Z')
  expect(latestDue(clock({ sun: ['02:30', '03:30'] }), { after, now })).toBeNull()
})

test('at 02:30 on the night that gains an hour the digest comes the first time, not the second', () => {
  const first = at('2026-10-25T00:30:00.000Z')
  const second = at('2026-10-25T01:30:00.000Z')
  expect(latestDue(clock({ sun: ['02:30'] }), { after: null, now: first })).toEqual(first)
  expect(latestDue(clock({ sun: ['02:30'] }), { after: first, now: second })).toBeNull()
})

test('an outage of three hours that six digests fell into is made good by one', () => {
  const times = daily('09:00', '09:30', '10:00', '10:30', '11:00', '11:30')
  const after = at('2026-11-16T10:30:00Z')
  const now = at('2026-11-17T10:31:00Z')
  const due = latestDue(clock(times), { after, now })
  expect(due?.toISOString()).toBe('2026-11-17T10:30:00.000Z')
  expect(latestDue(clock(times), { after: due, now })).toBeNull()
})

test('who never had a digest has one when it is due, not for a time more than a quarter of an hour past', () => {
  const due = (now: string) => latestDue(clock(daily('18:00')), { after: null, now: at(now) })?.toISOString()
  expect(due('2026-11-17T16:59:59Z')).toBeUndefined()
  expect(due('2026-11-17T17:00:00Z')).toBe('2026-11-17T17:00:00.000Z')
  expect(due('2026-11-17T17:14:59Z')).toBe('2026-11-17T17:00:00.000Z')
  expect(due('2026-11-17T17:15:00Z')).toBeUndefined()
})

test('what is older than a day is not caught up', () => {
  const after = at('2026-11-10T17:00:00Z')
  expect(latestDue(clock({ mon: ['18:00'] }), { after, now: at('2026-11-17T16:59:00Z') })).not.toBeNull()
  expect(latestDue(clock({ mon: ['18:00'] }), { after, now: at('2026-11-17T17:00:00Z') })).toBeNull()
})

test('her own time zone goes before the client’s', () => {
  const { choices } = clock(daily('18:00'))
  const hers = { choices: { ...choices, timeZone: 'America/Montreal' }, timeZone: 'Europe/Paris' }
  const now = at('2026-11-17T23:00:00Z')
  expect(latestDue(hers, { after: null, now })).toEqual(now)
})

test('a day without times has no digest', () => {
  const now = at('2026-11-17T17:00:00Z')
  expect(latestDue(clock({}), { after: null, now })).toBeNull()
  expect(latestDue(clock({ wed: ['18:00'] }), { after: null, now })).toBeNull()
})

test('whatever the times, zone and pauses, the answer is the last due time of the look', () => {
  const clocks = fc
    .integer({ min: 0, max: 1439 })
    .map((minutes) => new Date(minutes * minute).toISOString().slice(11, 16))
  const times = fc.dictionary(fc.constantFrom(...days), fc.array(clocks, { maxLength: 6 }))
  const zone = fc.constantFrom('Europe/Paris', 'America/Montreal', 'Pacific/Auckland', 'Australia/Lord_Howe')
  const instant = fc.date({ min: year.from, max: year.to, noInvalidDate: true })
  const pause = fc.integer({ min: 0, max: 60 * hour })
  fc.assert(
    fc.property(times, zone, instant, fc.option(pause), (given, timeZone, now, ago) => {
      const after = ago === null ? null : new Date(now.getTime() - ago)
      const lookMs = ago === null ? 15 * minute : Math.min(ago, 24 * hour)
      const read = clock(given, timeZone)
      const expected = dueTimes(
        read.choices.digest.times,
        timeZone,
        new Date(now.getTime() - lookMs),
        now,
      ).at(-1)
      expect(latestDue(read, { after, now })?.getTime()).toBe(expected)
    }),
    { numRuns: 500 },
  )
})
