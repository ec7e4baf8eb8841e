import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSlots, isOffered, type Wanted } from '../../src/agenda/find-slots.ts'
import type { Busy, SlotExecutive, SlotFacts } from '../../src/agenda/slot-facts.ts'
import { type Hours, hoursSchema, openingAt } from '../../src/rules/hours.ts'
import { localTime, WEEKDAYS } from '../../src/rules/local-time.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const office = hoursSchema.parse({
  opening: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '12:00' },
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '14:00', to: '18:00' },
  ],
})
const half = {
  minutes: 30,
  bufferBefore: 0,
  bufferAfter: 0,
  noticeMinutes: 60,
  horizonDays: 60,
  stepMinutes: 30,
} as const

const factsOf = (more: Partial<SlotFacts>, ...people: Partial<SlotExecutive>[]): SlotFacts => ({
  ...{ now: new Date('2026-11-17T09:00:00Z'), type: half, hours: office },
  executives: people.map((one, index) => ({
    executiveId: `e${index}`,
    workingHours: null,
    busy: [],
    ...one,
  })),
  ...more,
})
const all = (from: string, until: string, more: Partial<Wanted> = {}): Wanted => ({
  ...{ from: new Date(from), until: new Date(until), part: 'any', most: 1_000 },
  ...more,
})
const busy = (from: string, until: string, by: Busy['by'] = 'appointment'): Busy => ({
  ...{ by, startsAt: new Date(from), endsAt: new Date(until) },
})
const shown = (facts: SlotFacts, wanted: Wanted) =>
  findSlots(facts, wanted).map(({ startsAt }) => {
    const { today, time } = localTime(startsAt, facts.hours.timeZone)
    return `${today.date} ${time}`
  })

test('offers the next three, an hour from now at the earliest', () => {
  const next = all('2026-11-17T00:00Z', '2026-11-24T00:00Z', { most: 3 })
  expect(shown(factsOf({}, {}), next)).toEqual(['2026-11-17 11:00', '2026-11-17 11:30', '2026-11-17 14:00'])
})

test('mornings, afternoons and weekdays narrow what is offered', () => {
  const week = ['2026-11-18T00:00Z', '2026-11-23T00:00Z'] as const
  const thursdays = { weekdays: ['thu'], most: 2 } as const
  expect(shown(factsOf({}, {}), all(...week, { ...thursdays, part: 'afternoons' }))).toEqual([
    '2026-11-19 14:00',
    '2026-11-19 14:30',
  ])
  expect(shown(factsOf({}, {}), all(...week, { ...thursdays, part: 'mornings' }))).toEqual([
    '2026-11-19 09:00',
    '2026-11-19 09:30',
  ])
})

test('the buffers of both meetings add up, and one may begin as the other ends', () => {
  // From 10:00 to 10:30, with a quarter of an hour around it.
  const taken = busy('2026-11-18T08:45Z', '2026-11-18T09:45Z')
  const type = { ...half, bufferBefore: 15, stepMinutes: 15 } as const
  const morning = all('2026-11-18T08:00Z', '2026-11-18T11:00Z')
  expect(shown(factsOf({ type }, { busy: [taken] }), morning)).toEqual([
    ...['2026-11-18 09:00', '2026-11-18 09:15'],
    ...['2026-11-18 11:00', '2026-11-18 11:15', '2026-11-18 11:30'],
  ])
})

test('several executives at once: each time says who is free then', () => {
  const taken = busy('2026-11-18T08:00Z', '2026-11-18T08:30Z', 'calendar')
  const slots = findSlots(
    factsOf({}, { busy: [taken] }, { workingHours: [{ days: ['wed'], from: '08:30', to: '10:00' }] }),
    all('2026-11-18T07:00Z', '2026-11-18T09:00Z'),
  )
  expect(
    slots.map(({ startsAt, executiveIds }) => [startsAt.toISOString().slice(11, 16), executiveIds]),
  ).toEqual([
    ['07:30', ['e1']],
    ['08:00', ['e1']],
    ['08:30', ['e0', 'e1']],
  ])
})

test('nothing on a public holiday or a closed day, or beyond the horizon', () => {
  const closures = [{ from: '2026-12-28', to: '2026-12-31', of: 'opening' as const }]
  const facts = factsOf({ hours: { ...office, closures }, type: { ...half, horizonDays: 47 } }, {})
  const days = new Set(
    shown(facts, all('2026-12-24T00:00Z', '2027-01-10T00:00Z')).map((slot) => slot.slice(0, 10)),
  )
  expect([...days]).toEqual(['2026-12-24'])
})

test('whether a time could have been offered does not depend on who has it', () => {
  const [facts, executive] = [factsOf({}, {}), { executiveId: 'e0', workingHours: null, busy: [] }]
  const offered = (from: string, until: string) =>
    isOffered(facts, executive, new Date(from), new Date(until))
  expect(offered('2026-11-18T10:30Z', '2026-11-18T11:00Z')).toBe(true)
  expect(offered('2026-11-18T10:30Z', '2026-11-18T11:15Z')).toBe(false)
  expect(offered('2026-11-17T09:30Z', '2026-11-17T10:00Z')).toBe(false)
})

const clock = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), quarter: fc.integer({ min: 0, max: 3 }) })
  .map(({ hour, quarter }) => `${String(hour).padStart(2, '0')}:${String(quarter * 15).padStart(2, '0')}`)
const window = fc.record({
  days: fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, { minLength: 1 }),
  from: clock,
  to: fc.oneof(clock, fc.constant('24:00')),
})
/** Paris changes its clocks by an hour, Lord Howe by half of one; Saint-Denis never does. */
const changes = [
  { timeZone: 'Europe/Paris', at: '2026-10-25T01:00Z' },
  { timeZone: 'Europe/Paris', at: '2027-03-28T01:00Z' },
  { timeZone: 'Australia/Lord_Howe', at: '2026-10-03T15:30Z' },
  { timeZone: 'Indian/Reunion', at: '2026-12-20T00:00Z' },
]
const minutesFrom = (at: string, least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((minutes) => new Date(Date.parse(at) + minutes * minuteMs))

const situation = fc.constantFrom(...changes).chain(({ timeZone, at }) =>
  fc.record({
    hours: fc
      .record({
        opening: fc.array(window, { maxLength: 4 }),
        closed: fc.boolean(),
      })
      .map(
        ({ opening, closed }): Hours =>
          hoursSchema.parse({
            ...{ timeZone, opening },
            closures: closed ? [{ from: at.slice(0, 10), to: at.slice(0, 10) }] : [],
          }),
      ),
    now: minutesFrom(at, -2 * 1_440, 0),
    from: minutesFrom(at, -1_440, 0),
    until: minutesFrom(at, 0, 1_440),
    type: fc.record({
      minutes: fc.integer({ min: 5, max: 180 }),
      bufferBefore: fc.integer({ min: 0, max: 45 }),
      bufferAfter: fc.integer({ min: 0, max: 45 }),
      noticeMinutes: fc.integer({ min: 0, max: 600 }),
      horizonDays: fc.integer({ min: 1, max: 3 }),
      stepMinutes: fc.constantFrom(5, 10, 15, 20, 30, 60),
    }),
    busy: fc.array(
      fc.tuple(minutesFrom(at, -1_500, 1_500), fc.integer({ min: 1, max: 240 })).map(
        ([startsAt, minutes]): Busy => ({
          ...{ by: 'calendar', startsAt, endsAt: new Date(startsAt.getTime() + minutes * minuteMs) },
        }),
      ),
      { maxLength: 6 },
    ),
    part: fc.constantFrom('any' as const, 'mornings' as const, 'afternoons' as const),
    weekdays: fc.option(fc.subarray([...WEEKDAYS], { minLength: 1 }), { nil: undefined }),
  }),
)

test('finds what a minute-by-minute search finds, through every change of clocks', () => {
  fc.assert(
    fc.property(situation, ({ hours, now, from, until, type, busy: taken, part, weekdays }) => {
      const facts = factsOf({ now, type, hours }, { busy: taken })
      const wanted: Wanted = { from, until, part, most: 10_000, ...(weekdays && { weekdays }) }
      const found = findSlots(facts, wanted).map(({ startsAt }) => startsAt.toISOString())
      expect(found).toEqual(minuteByMinute(facts, wanted))
    }),
    { numRuns: 150 },
  )
})

/** Looks at every minute by itself: slow, and plainly right. */
function minuteByMinute({ now, type, hours, executives }: SlotFacts, wanted: Wanted): string[] {
  const found: string[] = []
  const open = new Map<number, boolean>()
  const isOpen = (at: number) => {
    const known = open.get(at) ?? openingAt(hours, localTime(new Date(at), hours.timeZone)) === 'inside'
    open.set(at, known)
    return known
  }
  for (
    let at = Math.ceil(wanted.from.getTime() / minuteMs) * minuteMs;
    at < wanted.until.getTime();
    at += minuteMs
  ) {
    const { today, time } = localTime(new Date(at), hours.timeZone)
    if (Number(time.slice(3)) % type.stepMinutes !== 0) continue
    if (at < now.getTime() + type.noticeMinutes * minuteMs || at > now.getTime() + type.horizonDays * dayMs)
      continue
    if (wanted.part !== 'any' && time < '12:00' !== (wanted.part === 'mornings')) continue
    if (wanted.weekdays && !wanted.weekdays.includes(today.weekday)) continue
    const minutes = Array.from({ length: type.minutes }, (_, minute) => at + minute * minuteMs)
    if (!minutes.every(isOpen)) continue
    const [first, last] = [
      at - type.bufferBefore * minuteMs,
      at + (type.minutes + type.bufferAfter) * minuteMs,
    ]
    const taken = executives[0]?.busy.some(
      (one) => one.startsAt.getTime() < last && one.endsAt.getTime() > first,
    )
    if (!taken) found.push(new Date(at).toISOString())
  }
  return found
}
