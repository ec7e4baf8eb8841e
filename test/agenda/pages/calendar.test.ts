import { expect, test } from 'vitest'
import { clockText, dayText, momentText, mondayOf } from '../../../src/agenda/pages/agenda-times.ts'
import type { CalendarEntry } from '../../../src/agenda/pages/calendar.ts'
import { datesOf, shifted } from '../../../src/agenda/pages/calendar-query.ts'
import { hoursOf, layOutDay } from '../../../src/agenda/pages/lay-out-day.ts'
import { newId } from '../../../src/ids.ts'
import { publicHolidayName } from '../../../src/rules/public-holidays.ts'

const paris = 'Europe/Paris'
function busy(start: string, end: string): CalendarEntry {
  const times = { startsAt: new Date(start), endsAt: new Date(end) }
  const event = {
    ...{ clientId: 1, id: newId(), title: 'Salon', venueDetail: null, note: null, blocks: true, ...times },
    ...{ executiveIds: [], guests: [], version: 1, cancelledAt: null, createdAt: times.startsAt },
  }
  return { kind: 'event', event, ...times }
}
const columnOf = (...entries: CalendarEntry[]) => ({ timeZone: paris, entries })
const placesOn = (date: string, column: ReturnType<typeof columnOf>) =>
  layOutDay(column, date).map(({ row, rows, lane, lanes }) => [row, rows, lane, lanes])

test('weeks begin on Monday and months are whole weeks, in a leap year too', () => {
  expect([mondayOf('2026-11-22'), mondayOf('2026-11-23')]).toEqual(['2026-11-16', '2026-11-23'])
  const february = datesOf('month', '2028-02-29')
  expect([february[0], february.at(-1), february.length]).toEqual(['2028-01-31', '2028-03-05', 35])
  expect([shifted('month', '2028-01-31', 1), shifted('month', '2028-03-31', -1)]).toEqual([
    '2028-02-01',
    '2028-02-01',
  ])
})

test('as clocks go back an hour comes twice, and each is told from the other', () => {
  const [first, second] = [new Date('2026-10-25T00:30Z'), new Date('2026-10-25T01:30Z')]
  expect(clockText(first, paris, 'en')).toBe('02:30')
  expect(clockText(second, paris, 'en')).toBe('02:30 (after the clocks went back)')
  // By the clock it ends a quarter of an hour before it begins.
  expect(placesOn('2026-10-25', columnOf(busy('2026-10-25T00:30Z', '2026-10-25T01:15Z')))).toEqual([
    [10, 1, 0, 1],
  ])
})

test('as clocks go forward an hour is missing, and what lasts over it takes its place by the clock', () => {
  expect(placesOn('2026-03-29', columnOf(busy('2026-03-29T00:30Z', '2026-03-29T01:30Z')))).toEqual([
    [6, 8, 0, 1],
  ])
})

test('what meets lies beside each other, what lasts over midnight in both days', () => {
  const column = columnOf(
    busy('2026-11-24T08:00Z', '2026-11-24T09:00Z'),
    busy('2026-11-24T08:30Z', '2026-11-24T09:00Z'),
    busy('2026-11-24T09:00Z', '2026-11-24T09:30Z'),
    busy('2026-11-24T22:00Z', '2026-11-25T01:00Z'),
  )
  expect(placesOn('2026-11-24', column)).toEqual([
    [36, 4, 0, 2],
    [38, 2, 1, 2],
    [40, 2, 0, 1],
    [92, 4, 0, 1],
  ])
  expect(placesOn('2026-11-25', column)).toEqual([[0, 8, 0, 1]])
})

test('days and holidays are named, another zone than ours too', () => {
  expect(dayText('2026-11-01', 'fr')).toBe('dimanche 1er novembre')
  expect(publicHolidayName('2026-11-01', 'fr')).toBe('Toussaint')
  expect(publicHolidayName('2026-12-26', 'fr')).toBeNull()
  expect(publicHolidayName('2026-12-26', 'fr', '67')).not.toBeNull()
  const at = new Date('2026-11-24T13:00Z')
  expect(momentText(at, 'America/Guadeloupe', 'en')).toBe(
    'Tuesday 24 November at 09:00 (local time: Guadeloupe)',
  )
  expect(momentText(at, paris, 'en')).toBe('Tuesday 24 November at 14:00')
})

test('an event of whole days needs no night to be shown, one in the evening does', () => {
  const fair = layOutDay(columnOf(busy('2026-11-23T23:00Z', '2026-11-25T23:00Z')), '2026-11-24')
  const dinner = layOutDay(columnOf(busy('2026-11-24T18:00Z', '2026-11-24T21:00Z')), '2026-11-24')
  expect([hoursOf([fair]), hoursOf([fair, dinner])]).toEqual([
    { first: 8, last: 19 },
    { first: 8, last: 22 },
  ])
})
