import { expect, test } from 'vitest'
import { type HolidayRegion, isPublicHoliday } from '../../src/rules/public-holidays.ts'

const mainland = [
  '2026-01-01',
  '2026-04-06',
  '2026-05-01',
  '2026-05-08',
  '2026-05-14',
  '2026-05-25',
  '2026-07-14',
  '2026-08-15',
  '2026-11-01',
  '2026-11-11',
  '2026-12-25',
]

test.each<[HolidayRegion | undefined, string[]]>([
  [undefined, []],
  ['57', ['2026-04-03', '2026-12-26']],
  ['67', ['2026-04-03', '2026-12-26']],
  ['68', ['2026-04-03', '2026-12-26']],
  ['RE', ['2026-12-20']],
  ['GP', ['2026-04-03', '2026-05-27']],
  ['MQ', ['2026-04-03', '2026-05-22']],
  ['GF', ['2026-06-10']],
  ['YT', ['2026-04-27']],
])('the public holidays of 2026 in region %s are the 11 of France and %j', (region, more) => {
  expect(holidaysOf2026(region)).toEqual([...mainland, ...more].sort())
})

test('Whit Sunday and Mothers’ Day are observed, not public holidays', () => {
  expect(isPublicHoliday('2026-05-24')).toBe(false)
  expect(isPublicHoliday('2026-05-31')).toBe(false)
})

test('each year has its own Easter', () => {
  expect(isPublicHoliday('2027-03-29')).toBe(true)
  expect(isPublicHoliday('2027-04-06')).toBe(false)
})

function holidaysOf2026(region: HolidayRegion | undefined): string[] {
  return Array.from({ length: 365 }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
  ).filter((date) => isPublicHoliday(date, region))
}
