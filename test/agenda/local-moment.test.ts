import { expect, test } from 'vitest'
import { localMoment } from '../../src/agenda/local-moment.ts'
import { seriesStarts } from '../../src/agenda/series-starts.ts'
import { offerTime } from '../../src/agenda/waiting/due.ts'

const paris = 'Europe/Paris'

test.each([
  ['2027-02-29', '10:00', { kind: 'noSuchDate' }],
  ['2028-02-29', '10:00', { kind: 'once', at: new Date('2028-02-29T09:00Z') }],
  ['2027-04-31', '10:00', { kind: 'noSuchDate' }],
  ['31/12/2026', '10:00', { kind: 'noSuchDate' }],
  ['2026-11-18', '24:00', { kind: 'noSuchTime' }],
  ['2027-03-28', '01:59', { kind: 'once', at: new Date('2027-03-28T00:59Z') }],
  ['2027-03-28', '02:30', { kind: 'skipped', instead: new Date('2027-03-28T01:30Z') }],
  ['2027-03-28', '03:00', { kind: 'once', at: new Date('2027-03-28T01:00Z') }],
  ['2026-10-25', '01:59', { kind: 'once', at: new Date('2026-10-24T23:59Z') }],
  [
    '2026-10-25',
    '02:30',
    { kind: 'twice', first: new Date('2026-10-25T00:30Z'), second: new Date('2026-10-25T01:30Z') },
  ],
  ['2026-10-25', '03:00', { kind: 'once', at: new Date('2026-10-25T02:00Z') }],
])('%s %s in Paris', (date, time, meant) => {
  expect(localMoment(date, time, paris)).toEqual(meant)
})

test('a clock set by half an hour shows half an hour twice', () => {
  expect(localMoment('2027-04-04', '01:45', 'Australia/Lord_Howe')).toEqual({
    ...{ kind: 'twice', first: new Date('2027-04-03T14:45Z'), second: new Date('2027-04-03T15:15Z') },
  })
})

test('a series keeps its time of day through a change of clocks', () => {
  const starts = seriesStarts(new Date('2027-03-25T09:00Z'), 'weekly', 2, paris)
  expect(starts).toEqual([
    { date: '2027-03-25', moment: { kind: 'once', at: new Date('2027-03-25T09:00Z') } },
    { date: '2027-04-01', moment: { kind: 'once', at: new Date('2027-04-01T08:00Z') } },
  ])
  const over = seriesStarts(new Date('2027-03-14T01:30Z'), 'fortnightly', 2, paris)
  expect(over[1]).toMatchObject({ date: '2027-03-28', moment: { kind: 'skipped' } })
  const dates = (first: string) => seriesStarts(new Date(first), 'monthly', 3, paris).map(({ date }) => date)
  expect(dates('2026-11-30T09:00Z')).toEqual(['2026-11-30', '2026-12-30', '2027-01-30'])
})

test.each([
  [
    'at three, for tomorrow',
    '2026-11-18T10:00Z',
    '2026-11-17T14:00Z',
    { kind: 'now', until: '2026-11-17T16:00Z' },
  ],
  [
    'two hours before it at the latest',
    '2026-11-17T17:30Z',
    '2026-11-17T14:00Z',
    { kind: 'now', until: '2026-11-17T15:30Z' },
  ],
  ['no time to answer', '2026-11-17T16:10Z', '2026-11-17T14:00Z', { kind: 'tooLate' }],
  [
    'at night, in the morning',
    '2026-11-18T14:00Z',
    '2026-11-17T21:00Z',
    { kind: 'later', at: '2026-11-18T07:00Z' },
  ],
  [
    'before dawn, in the morning',
    '2026-11-18T14:00Z',
    '2026-11-18T05:00Z',
    { kind: 'later', at: '2026-11-18T07:00Z' },
  ],
  ['at night, for the early morning', '2026-11-18T09:10Z', '2026-11-17T21:00Z', { kind: 'tooLate' }],
  [
    'over night the rest counts from eight',
    '2026-11-19T14:00Z',
    '2026-11-17T18:30Z',
    { kind: 'now', until: '2026-11-18T08:30Z' },
  ],
])('an offer %s', (_, startsAt, now, meant) => {
  expect(JSON.parse(JSON.stringify(offerTime(new Date(startsAt), new Date(now), paris)))).toEqual(
    JSON.parse(JSON.stringify(meant), (key, value) =>
      key === 'until' || key === 'at' ? new Date(value).toISOString() : value,
    ),
  )
})
