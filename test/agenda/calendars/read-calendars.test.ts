import { describe, expect, test } from 'vitest'
import { readCalendars } from '../../../src/agenda/calendars/reading/read-calendars.ts'
import { type Reading, readText } from '../../../src/agenda/calendars/reading/read-text.ts'

const window = { from: new Date('2026-11-17T00:00:00Z'), until: new Date('2028-11-17T00:00:00Z') }
const options = { window, timeZone: 'Europe/Paris', keepsSummaries: true }

const calendar = (...parts: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...parts, 'END:VCALENDAR', ''].join('\r\n')
let nth = 0
const event = (...lines: readonly string[]) => {
  nth += 1
  const uid = lines.some((line) => line.startsWith('UID:')) ? [] : [`UID:event-${nth}`]
  return ['BEGIN:VEVENT', ...uid, 'DTSTAMP:20261101T000000Z', ...lines, 'END:VEVENT'].join('\r\n')
}
const read = (text: string, given = options): Reading[] => [...readText(text, given)]
const busyOf = (reading: Reading | undefined) =>
  reading?.kind === 'read'
    ? reading.busy.map(({ startsAt, endsAt }) => `${startsAt.toISOString()} ${endsAt.toISOString()}`)
    : reading?.why
const busy = (...lines: readonly string[]) => busyOf(read(calendar(event(...lines)))[0])
const starts = (...lines: readonly string[]) =>
  [busy(...lines) ?? []].flat().map((time) => time.split(' ')[0]?.replace(':00.000Z', 'Z'))

describe('a time is read by the clock it was written by', () => {
  test.each([
    ['UTC', 'DTSTART:20261201T090000Z', '2026-12-01T09:00Z'],
    ['an IANA zone', 'DTSTART;TZID=America/New_York:20261201T090000', '2026-12-01T14:00Z'],
    ['an Outlook name', 'DTSTART;TZID=W. Europe Standard Time:20261201T090000', '2026-12-01T08:00Z'],
    ['a quoted Outlook name', 'DTSTART;TZID="Romance Standard Time":20261201T090000', '2026-12-01T08:00Z'],
    [
      'a Mozilla name',
      'DTSTART;TZID=/mozilla.org/20071231_1/Europe/Paris:20261201T090000',
      '2026-12-01T08:00Z',
    ],
    ['no zone, so hers', 'DTSTART:20261201T090000', '2026-12-01T08:00Z'],
    ['the hour that comes twice, so its first', 'DTSTART:20271031T023000', '2027-10-31T00:30Z'],
    ['the hour that is leapt over, so as much later', 'DTSTART:20270328T023000', '2027-03-28T01:30Z'],
    ['29 February', 'DTSTART:20280229T090000', '2028-02-29T08:00Z'],
  ])('%s', (_, line, at) => {
    expect(starts(line, 'DURATION:PT30M')).toEqual([at])
  })

  test('a zone that the file itself describes', () => {
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:Customized Time Zone', 'BEGIN:STANDARD', 'DTSTART:16010101T000000'],
      ...['TZOFFSETFROM:+0530', 'TZOFFSETTO:+0530', 'END:STANDARD', 'END:VTIMEZONE'],
    ]
    const at = event('DTSTART;TZID=Customized Time Zone:20261201T090000', 'DURATION:PT1H')
    const [reading] = read(calendar(...zone, at))
    expect(busyOf(reading)).toEqual(['2026-12-01T03:30:00.000Z 2026-12-01T04:30:00.000Z'])
  })

  test('a zone that nobody knows is refused rather than guessed', () => {
    expect(busy('DTSTART;TZID=Mars/Olympus:20261201T090000', 'DURATION:PT1H')).toBe('unknownZone')
  })

  test('whole days are those of her zone, over the change of clocks too', () => {
    expect(busy('DTSTART;VALUE=DATE:20270328')).toEqual(['2027-03-27T23:00:00.000Z 2027-03-28T22:00:00.000Z'])
    expect(busy('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227')).toEqual([
      '2026-12-23T23:00:00.000Z 2026-12-26T23:00:00.000Z',
    ])
  })
})

describe('what repeats is busy every time it takes place', () => {
  test('09:00 stays 09:00 over the change of clocks', () => {
    const rule = ['DTSTART;TZID=Europe/Paris:20270314T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=4']
    const times = ['2027-03-14T08:00Z', '2027-03-21T08:00Z', '2027-03-28T07:00Z', '2027-04-04T07:00Z']
    expect(starts(...rule)).toEqual(times)
  })

  test('until the last time, which is written in UTC', () => {
    const rule = 'RRULE:FREQ=DAILY;UNTIL=20261203T080000Z'
    expect(starts('DTSTART;TZID=Europe/Paris:20261201T090000', 'DURATION:PT1H', rule)).toHaveLength(3)
    const day = 'RRULE:FREQ=DAILY;UNTIL=20261203'
    expect(starts('DTSTART;VALUE=DATE:20261201', day)).toHaveLength(3)
  })

  test('without an end it is followed for 24 months and no further', () => {
    const weekly = starts('DTSTART;TZID=Europe/Paris:20200106T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY')
    expect(weekly).toHaveLength(104)
    expect(weekly.at(-1)?.slice(0, 7)).toBe('2028-11')
  })

  test('times taken out or moved one by one', () => {
    const uid = 'UID:series'
    const series = event(
      ...[uid, 'DTSTART;TZID=Europe/Paris:20261201T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=5'],
      ...['EXDATE:20261202T080000Z', 'RDATE;TZID=Europe/Paris:20261220T100000'],
    )
    const moved = event(uid, 'RECURRENCE-ID:20261203T080000Z', 'DTSTART:20261203T150000Z', 'DURATION:PT2H')
    const cancelled = ['STATUS:CANCELLED', 'DTSTART:20261204T080000Z', 'DURATION:PT1H']
    const dropped = event(uid, 'RECURRENCE-ID;TZID=Europe/Paris:20261204T090000', ...cancelled)
    const readings = read(calendar(series, moved, dropped))
    expect(readings).toHaveLength(1)
    expect([busyOf(readings[0]) ?? []].flat().map((time) => time.slice(0, 16))).toEqual([
      ...['2026-12-01T08:00', '2026-12-20T09:00', '2026-12-05T08:00', '2026-12-03T15:00'],
    ])
  })
})

describe('what does not make her busy', () => {
  test.each([
    ['free time', 'TRANSP:TRANSPARENT'],
    ['what was called off', 'STATUS:CANCELLED'],
    ['what Outlook calls free', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'],
    ['no length', 'DURATION:PT0M'],
    ['what is over', 'DTSTART:20201201T090000Z'],
  ])('%s', (_, line) => {
    const when = line.startsWith('DTSTART') ? [line] : ['DTSTART:20261201T090000Z', line]
    expect(busy(...when, ...(line.startsWith('DURATION') ? [] : ['DURATION:PT1H']))).toEqual([])
  })
})

describe('bad input is refused by itself', () => {
  const good = event('UID:good', 'DTSTART:20261201T090000Z', 'DURATION:PT1H')
  const kinds = (readings: readonly Reading[]) =>
    readings.map((one) => (one.kind === 'read' ? one.uid : one.why))

  test('an event that ends before it starts, has no start, or a start that is no date', () => {
    expect(busy('DTSTART:20261201T090000Z', 'DTEND:20261201T080000Z')).toBe('malformed')
    expect(busy('DTEND:20261201T080000Z')).toBe('malformed')
    expect(busy('DTSTART:tomorrow', 'DURATION:PT1H')).toBe('malformed')
  })

  test('a broken line loses its event, not the file', () => {
    const broken = 'BEGIN:VEVENT\r\nUID:broken\r\nDTSTART:20261201T090000Z\r\nno colon at all\r\nEND:VEVENT'
    expect(kinds(read(calendar(good, broken)))).toEqual(['malformed', 'good'])
    expect(kinds(read('<html>Please sign in</html>'))).toEqual(['malformed'])
    expect(kinds(read(''))).toEqual(['malformed'])
  })

  test('10 MB, and more events than anybody has', () => {
    expect(kinds(read(calendar(good, event(`X-BOMB:${'x'.repeat(10 * 1024 * 1024)}`))))).toEqual(['tooLarge'])
    const many = Array.from({ length: 2_001 }, (_, n) => `BEGIN:VEVENT\r\nUID:${n}\r\nEND:VEVENT`)
    expect(kinds(read(calendar(...many)))).toEqual(['tooMany'])
  })

  test('every second for ever', () => {
    expect(busy('DTSTART:20261201T090000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')).toBe('tooMany')
    expect(busy('DTSTART:19700101T090000Z', 'DURATION:PT1S', 'RRULE:FREQ=HOURLY')).toBe('tooMany')
  })

  test('an alarm that opens a file is not even looked at', () => {
    const alarm = ['BEGIN:VALARM', 'ACTION:PROCEDURE', 'TRIGGER:-PT5M', 'ATTACH:file:///etc/passwd']
    const nested = [...alarm, ...alarm, 'END:VALARM', 'END:VALARM']
    const [reading] = read(calendar(event('UID:x', 'DTSTART:20261201T090000Z', 'DURATION:PT1H', ...nested)))
    expect(JSON.stringify(reading)).not.toContain('passwd')
    expect(busyOf(reading)).toHaveLength(1)
  })

  test('a title of stacked accents, controls and a million letters becomes a short line', () => {
    const title = `SUMMARY:Réunion \u202e${'a\u0301'.repeat(40)}${`e${'\u0301'.repeat(5_000)}`}\u0007${'x'.repeat(100_000)}`
    const [reading] = read(calendar(event('DTSTART:20261201T090000Z', 'DURATION:PT1H', title)))
    if (reading?.kind !== 'read') throw new Error('not read')
    expect(reading.summary?.length).toBeLessThan(1_000)
    expect(reading.summary).toMatch(/^Réunion a/)
    for (const unseen of ['\u202e', '\u0007']) expect(reading.summary).not.toContain(unseen)
    const [bare] = read(calendar(good), { ...options, keepsSummaries: false })
    expect(bare).toMatchObject({ kind: 'read', summary: null })
  })

  test('a 30 February has no end, and is the only one refused', async () => {
    const endless = event(
      'UID:endless',
      'DTSTART:20261201T090000Z',
      'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    )
    const answer = await readCalendars(
      [calendar(good), calendar(good, endless, event('UID:last', 'DTSTART:20261202T090000Z'))],
      options,
    )
    expect(answer.map(kinds)).toEqual([['good'], ['good', 'endless', 'last']])
  })
})

test('what is the same in other words has the same hash; another time has another', () => {
  const hashOf = (...lines: readonly string[]) => {
    const [reading] = read(calendar(event(...lines)))
    return reading?.kind === 'read' ? reading.contentHash : reading?.why
  }
  const base = hashOf('DTSTART:20261201T090000Z', 'DURATION:PT1H', 'DESCRIPTION:One')
  expect(hashOf('DESCRIPTION:Two', 'DURATION:PT1H', 'DTSTART:20261201T090000Z')).toBe(base)
  expect(hashOf('DTSTART:20261201T100000Z', 'DURATION:PT1H')).not.toBe(base)
})
