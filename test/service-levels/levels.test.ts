import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barChart, scaleOf } from '../../src/service-levels/chart-pages.ts'
import { cellsOf, columnNames, isShown } from '../../src/service-levels/columns.ts'
import { uncountedRuns } from '../../src/service-levels/counted-days.ts'
import { everyDayOf, everyHourOf } from '../../src/service-levels/fill-times.ts'
import { type Counts, countNames, figuresOf, type Level, sumOf } from '../../src/service-levels/levels.ts'
import { withWaiting } from '../../src/service-levels/live-levels.ts'
import { type AskedPeriod, dayAfter, daysOf, everyDay, instantsOf } from '../../src/service-levels/period.ts'
import { duration, share } from '../../src/service-levels/shown.ts'

const none = sumOf([])
const countsWith = (some: Partial<Counts>): Counts => ({ ...none, ...some })
const level = (some: Partial<Counts>, people = 3): Level => ({ counts: countsWith(some), people })

test('shares are of what was offered, without those who hung up at once or still wait', () => {
  const figures = figuresOf(
    countsWith({
      ...{ inTime: 6, later: 2, abandoned: 1, short: 5, voicemail: 2, callback: 1, waiting: 3 },
      ...{ answerSeconds: 120, abandonedSeconds: 31, spoken: 7, talkSeconds: 700, heldSeconds: 70 },
      ...{ wrapUps: 4, wrapUpSeconds: 50 },
    }),
  )
  expect(figures).toMatchObject({ offered: 12, answered: 8, inTimeShare: 0.5, abandonedShare: 1 / 12 })
  expect(figures).toMatchObject({ answerSeconds: 15, abandonedAfterSeconds: 31 })
  expect(figures).toMatchObject({ talkSeconds: 90, heldSeconds: 10, wrapUpSeconds: 12.5 })
  expect(figuresOf(none)).toMatchObject({
    offered: 0,
    inTimeShare: null,
    talkSeconds: null,
    wrapUpSeconds: null,
  })
})

const anyCounts: fc.Arbitrary<Counts> = fc
  .array(fc.nat(5000), { minLength: countNames.length, maxLength: countNames.length })
  .map((values) =>
    countsWith(Object.fromEntries(countNames.map((name, place) => [name, values[place] ?? 0]))),
  )

test('sums of parts are the sum of the whole, however it is divided', () => {
  fc.assert(
    fc.property(fc.array(anyCounts), fc.nat(20), (all, cut) => {
      const whole = sumOf(all)
      expect(sumOf([sumOf(all.slice(0, cut)), sumOf(all.slice(cut))])).toEqual(whole)
      for (const name of countNames) {
        const values = all.map((one) => one[name])
        const naive = name === 'longestSeconds' ? Math.max(0, ...values) : values.reduce((a, b) => a + b, 0)
        expect(whole[name]).toBe(naive)
      }
    }),
  )
})

test('what people do is shown of three or more, or where the owner allows single figures', () => {
  const some = { inTime: 4, spoken: 4, talkSeconds: 400, wrapUps: 4, wrapUpSeconds: 40 }
  const shown = (people: number, singles: boolean) =>
    cellsOf(level(some, people), columnNames, { singles })
      .filter(({ value }) => value !== null)
      .map(({ name }) => name)
  for (const [people, singles, isVisible] of [
    [1, false, false],
    [2, false, false],
    [3, false, true],
    [1, true, true],
  ] as const) {
    expect([people, singles, shown(people, singles).includes('talkSeconds')]).toEqual([
      people,
      singles,
      isVisible,
    ])
    expect([people, shown(people, singles).includes('wrapUpSeconds')]).toEqual([people, isVisible])
    expect(shown(people, singles)).toContain('inTimeShare')
    expect(isShown(level(some, people), { singles })).toBe(isVisible)
  }
  expect(isShown(level({ abandoned: 2 }, 0), { singles: false })).toBe(true)
})

const paris = 'Europe/Paris'
const asked = (some: Partial<AskedPeriod>): AskedPeriod => ({ period: 'dates', from: '', to: '', ...some })

test('a period is whole days of the zone, and a bad one is said with its value', () => {
  // Half past midnight in Paris; still the day before in London.
  const now = new Date('2026-11-21T23:30:00Z')
  expect(daysOf(asked({ period: 'today' }), now, paris)).toEqual({ first: '2026-11-22', last: '2026-11-22' })
  expect(daysOf(asked({ period: 'today' }), now, 'Europe/London')).toMatchObject({ first: '2026-11-21' })
  expect(daysOf(asked({ period: 'yesterday' }), now, paris)).toEqual({
    first: '2026-11-21',
    last: '2026-11-21',
  })
  expect(daysOf(asked({ period: 'week' }), now, paris)).toEqual({ first: '2026-11-16', last: '2026-11-22' })
  expect(daysOf(asked({ period: 'month' }), now, paris)).toEqual({ first: '2026-10-24', last: '2026-11-22' })
  const bad: [Partial<AskedPeriod>, object][] = [
    [{ period: 'always' }, { kind: 'noSuchPeriod', value: 'always' }],
    [
      { from: '2026-11-02', to: '' },
      { kind: 'noSuchDate', value: '' },
    ],
    [
      { from: '2026-02-29', to: '2026-11-22' },
      { kind: 'noSuchDate', value: '2026-02-29' },
    ],
    [
      { from: "1' or 1=1", to: '2026-11-22' },
      { kind: 'noSuchDate', value: "1' or 1=1" },
    ],
    [
      { from: '2026-11-22', to: '2026-11-20' },
      { kind: 'order', from: '2026-11-22', to: '2026-11-20' },
    ],
    [
      { from: '2026-11-20', to: '2027-11-20' },
      { kind: 'future', value: '2027-11-20' },
    ],
    [
      { from: '0026-11-20', to: '2026-11-20' },
      { kind: 'tooOld', value: '0026-11-20' },
    ],
    [
      { from: '2025-11-21', to: '2026-11-22' },
      { kind: 'tooLong', from: '2025-11-21', to: '2026-11-22' },
    ],
  ]
  for (const [some, fault] of bad) expect(daysOf(asked(some), now, paris)).toEqual(fault)
  expect(daysOf(asked({ from: '2025-11-22', to: '2026-11-22' }), now, paris)).toMatchObject({
    first: '2025-11-22',
  })
})

test('days are 23 and 25 hours long where the clocks are set, and none is lost between two', () => {
  const hours = (day: string) => {
    const { from, until } = instantsOf({ first: day, last: day }, paris)
    return (until.getTime() - from.getTime()) / 3_600_000
  }
  expect(['2026-03-29', '2026-03-30', '2026-10-25'].map(hours)).toEqual([23, 24, 25])
  const anyDay = fc.nat(1000).map((days) => dayAfter('2025-01-01', days))
  fc.assert(
    fc.property(anyDay, fc.nat(40), (first, length) => {
      const days = { first, last: dayAfter(first, length) }
      expect(everyDay(days)).toHaveLength(length + 1)
      const ends = everyDay(days).map((day) => instantsOf({ first: day, last: day }, paris).until)
      expect(ends.at(-1)).toEqual(instantsOf(days, paris).until)
    }),
  )
})

test('days that are not counted yet are read as few stretches', () => {
  const days = { first: '2026-11-16', last: '2026-11-22' }
  expect(uncountedRuns(days, new Set())).toEqual([days])
  expect(uncountedRuns(days, new Set(everyDay(days)))).toEqual([])
  expect(uncountedRuns(days, new Set(['2026-11-17', '2026-11-20', '2026-11-21']))).toEqual([
    { first: '2026-11-16', last: '2026-11-16' },
    { first: '2026-11-18', last: '2026-11-19' },
    { first: '2026-11-22', last: '2026-11-22' },
  ])
})

test('every day has its row; hours are those of an office and any other with a call', () => {
  const rows = everyDayOf(
    { first: '2026-11-20', last: '2026-11-22' },
    new Map([['2026-11-21', level({ later: 1 })]]),
  )
  expect(rows.map(({ key, level: { counts } }) => [key, counts.later])).toEqual([
    ...[
      ['2026-11-20', 0],
      ['2026-11-21', 1],
      ['2026-11-22', 0],
    ],
  ])
  expect(everyHourOf(new Map()).map(({ key }) => key)).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18])
  expect(
    everyHourOf(
      new Map([
        [2, level({})],
        [23, level({})],
      ]),
    ),
  ).toHaveLength(22)
})

test('bars stand on each other up to their sum, within the chart, each with a pattern of its own', () => {
  const anyBar = fc.record({ inTime: fc.nat(300), later: fc.nat(300), abandoned: fc.nat(300) })
  fc.assert(
    fc.property(fc.array(anyBar, { minLength: 1, maxLength: 60 }), (counts) => {
      const bars = counts.map((one, place) => ({ ...one, mark: `${place}`, label: `<b>${place}` }))
      const svg = barChart('fr', { id: 'c', title: 'Par jour', bars }).toString()
      const highest = Math.max(...counts.map((one) => one.inTime + one.later + one.abandoned))
      const { top, marks } = scaleOf(highest)
      expect(top).toBeGreaterThanOrEqual(highest)
      expect(marks.length).toBeLessThanOrEqual(7)
      expect(marks.every(Number.isInteger)).toBe(true)
      const drawn = [
        ...svg.matchAll(
          /<rect class="(?:inTime|later|abandoned)" x="([\d.]+)%" width="([\d.]+)%" y="([\d.]+)" height="([\d.]+)"/g,
        ),
      ]
      expect(drawn).toHaveLength(
        counts.flatMap((one) => Object.values(one).filter((count) => count > 0)).length,
      )
      const heights = drawn.reduce((sum, [, , , , height]) => sum + Number(height), 0)
      const all = counts.reduce((sum, one) => sum + one.inTime + one.later + one.abandoned, 0)
      expect(heights).toBeCloseTo((all / top) * 170, -1)
      for (const [, x, width, y] of drawn) {
        expect(Number(x) + Number(width)).toBeLessThanOrEqual(100)
        expect(Number(y)).toBeGreaterThanOrEqual(15.9)
      }
      expect(svg).not.toContain('<b>')
      expect(svg).toContain('<title id="c-title">Par jour</title>')
    }),
    { numRuns: 40 },
  )
})

test('durations and shares read in one glance', () => {
  expect([0.4, 59.6, 65, 3599, 3600, 7500].map(duration)).toEqual([
    ...['0\u00a0s', '1\u00a0min\u00a000', '1\u00a0min\u00a005', '59\u00a0min\u00a059'],
    ...['1\u00a0h\u00a000\u00a0min', '2\u00a0h\u00a005\u00a0min'],
  ])
  expect([duration(null), share(null, 'fr'), share(0.876, 'fr'), share(1, 'en')]).toEqual([
    '–',
    '–',
    '88\u202f%',
    '100%',
  ])
})

test('who waits is as the list beside it says, unless that is cut short', () => {
  const read = { today: none, waiting: 200, waitingSince: new Date('2026-11-17T09:00:00Z') }
  const later = new Date('2026-11-17T09:01:00Z')
  const listed = [{ queuedAt: later }, { queuedAt: new Date('2026-11-17T09:02:00Z') }]
  expect(withWaiting(read, listed, 60)).toMatchObject({ waiting: 2, waitingSince: later })
  expect(withWaiting(read, [], 60)).toMatchObject({ waiting: 0, waitingSince: null })
  expect(withWaiting(read, listed, 2)).toBe(read)
})
