import { expect, test } from 'vitest'
import { dateInWords, timeOfDay, whenInSms, whenInWords } from '../../src/i18n/time-in-words.ts'

const timeZone = 'Europe/Paris'
const now = new Date('2026-11-21T13:30:00Z')

test.each([
  ['2026-11-21T13:05:00Z', 'aujourd’hui à 14\u00a0h\u00a005', '14h05'],
  ['2026-11-20T23:10:00Z', 'aujourd’hui à 00\u00a0h\u00a010', '00h10'],
  ['2026-11-20T22:50:00Z', 'hier à 23\u00a0h\u00a050', 'hier 23h50'],
  ['2026-11-22T09:00:00Z', 'demain à 10\u00a0h\u00a000', '22/11 10h00'],
  ['2026-10-31T23:00:00Z', 'le 1er novembre 2026 à 00\u00a0h\u00a000', '01/11 00h00'],
  ['2026-08-12T12:05:00Z', 'le 12 août 2026 à 14\u00a0h\u00a005', '12/08 14h05'],
])('%s is said as "%s" and texted as "%s"', (instant, words, sms) => {
  const at = new Date(instant)
  expect(whenInWords({ at, now, timeZone }, 'fr')).toBe(words)
  expect(whenInSms({ at, now, timeZone }, 'fr')).toBe(sms)
})

test('English uses its own words and the 24-hour clock', () => {
  const at = new Date('2026-11-20T22:50:00Z')
  expect(timeOfDay(at, timeZone, 'en')).toBe('23:50')
  expect(whenInWords({ at, now, timeZone }, 'en')).toBe('yesterday at 23:50')
  expect(whenInSms({ at, now, timeZone }, 'en')).toBe('yesterday 23:50')
  expect(dateInWords(new Date('2026-05-01T10:00:00Z'), timeZone, 'en')).toBe('on 1 May 2026 at 12:00')
})

test('the day is that of the zone, also overseas and when the clocks change', () => {
  const at = new Date('2026-10-25T00:30:00Z')
  expect(whenInSms({ at, now: new Date('2026-10-25T01:30:00Z'), timeZone }, 'fr')).toBe('02h30')
  expect(whenInSms({ at, now: new Date('2026-10-25T01:30:00Z'), timeZone: 'Indian/Reunion' }, 'fr')).toBe(
    '04h30',
  )
  expect(whenInSms({ at, now: new Date('2026-10-25T11:00:00Z'), timeZone: 'America/Martinique' }, 'fr')).toBe(
    'hier 20h30',
  )
})
