import { describe, expect, test } from 'vitest'
import { coverAt, hoursSchema, openingAt } from '../../src/rules/hours.ts'
import { localTime } from '../../src/rules/local-time.ts'

const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function openAt(input: object, instant: string) {
  const hours = hoursSchema.parse(input)
  return openingAt(hours, localTime(new Date(instant), hours.timeZone))
}

function covered(input: object, instant: string) {
  const hours = hoursSchema.parse(input)
  return coverAt(hours, localTime(new Date(instant), hours.timeZone))
}

describe('windows', () => {
  const office = { opening: [{ days: ['mon', 'tue'], from: '09:00', to: '12:00' }] }

  test.each([
    ['2026-11-23T08:59:59+01:00', 'outside'],
    ['2026-11-23T09:00:00+01:00', 'inside'],
    ['2026-11-24T11:59:59+01:00', 'inside'],
    ['2026-11-24T12:00:00+01:00', 'outside'],
    ['2026-11-25T10:00:00+01:00', 'outside'],
  ])('a window takes its first minute and leaves its last: %s is %s', (instant, state) => {
    expect(openAt(office, instant)).toBe(state)
  })

  test('the zone decides, not the machine', () => {
    const reunion = { ...office, timeZone: 'Indian/Reunion' }
    expect(openAt(reunion, '2026-11-23T05:00:00Z')).toBe('inside')
    expect(openAt(office, '2026-11-23T05:00:00Z')).toBe('outside')
    expect(openAt({ ...office, timeZone: 'Asia/Kathmandu' }, '2026-11-23T03:15:00Z')).toBe('inside')
    expect(openAt({ ...office, timeZone: 'Asia/Kathmandu' }, '2026-11-23T03:14:59Z')).toBe('outside')
  })

  test.each([
    ['2026-11-23T21:59:00+01:00', 'outside'],
    ['2026-11-23T22:00:00+01:00', 'inside'],
    ['2026-11-24T00:00:00+01:00', 'inside'],
    ['2026-11-24T05:59:00+01:00', 'inside'],
    ['2026-11-24T06:00:00+01:00', 'outside'],
    ['2026-11-23T05:00:00+01:00', 'outside'],
  ])('a window over midnight belongs to the Monday on which it starts: %s is %s', (instant, state) => {
    expect(openAt({ opening: [{ days: ['mon'], from: '22:00', to: '06:00' }] }, instant)).toBe(state)
  })

  test('a window up to 24:00 and one from 00:00 meet without a gap', () => {
    const opening = [
      { days: ['mon'], from: '20:00', to: '24:00' },
      { days: ['tue'], from: '00:00', to: '01:00' },
    ]
    for (const instant of [
      '2026-11-23T23:59:59+01:00',
      '2026-11-24T00:00:00+01:00',
      '2026-11-24T00:59:59+01:00',
    ]) {
      expect(openAt({ opening }, instant)).toBe('inside')
    }
    expect(openAt({ opening }, '2026-11-24T01:00:00+01:00')).toBe('outside')
  })

  test('a window that ends when it starts lasts the whole day round', () => {
    const opening = [{ days: ['mon'], from: '08:00', to: '08:00' }]
    expect(openAt({ opening }, '2026-11-24T07:59:00+01:00')).toBe('inside')
    expect(openAt({ opening }, '2026-11-24T08:00:00+01:00')).toBe('outside')
  })
})

describe('the change of clocks', () => {
  const night = { opening: [{ days: everyDay, from: '02:00', to: '03:00' }] }

  test('in March the hour from 02:00 to 03:00 does not exist', () => {
    for (let minute = 0; minute < 180; minute++) {
      const instant = new Date(Date.UTC(2026, 2, 28, 23, 30 + minute)).toISOString()
      expect(openAt(night, instant)).toBe('outside')
    }
  })

  test('in October it lasts two hours, and 02:30 is inside twice', () => {
    expect(openAt(night, '2026-10-25T02:30:00+02:00')).toBe('inside')
    expect(openAt(night, '2026-10-25T02:30:00+01:00')).toBe('inside')
    const inside = Array.from(
      { length: 240 },
      (_, minute) => new Date(Date.UTC(2026, 9, 24, 23, minute)),
    ).filter((instant) => openAt(night, instant.toISOString()) === 'inside')
    expect(inside.map((instant) => instant.toISOString().slice(11, 16)).at(0)).toBe('00:00')
    expect(inside).toHaveLength(120)
  })

  test.each([
    ['2026-03-29T01:59:59+01:00', 'outside'],
    ['2026-03-29T03:00:00+02:00', 'inside'],
    ['2026-03-29T05:59:59+02:00', 'inside'],
    ['2026-03-29T06:00:00+02:00', 'outside'],
  ])('a window that starts in the missing hour starts with the next: %s is %s', (instant, state) => {
    expect(openAt({ opening: [{ days: ['sun'], from: '02:30', to: '06:00' }] }, instant)).toBe(state)
  })

  test.each([
    ['2026-10-24T22:00:00+02:00', 'inside'],
    ['2026-10-25T02:59:00+02:00', 'inside'],
    ['2026-10-25T05:59:00+01:00', 'inside'],
    ['2026-10-25T06:00:00+01:00', 'outside'],
  ])('a night window spans the change: %s is %s', (instant, state) => {
    expect(openAt({ opening: [{ days: ['sat'], from: '22:00', to: '06:00' }] }, instant)).toBe(state)
  })
})

describe('public holidays', () => {
  const always = {
    opening: [{ days: everyDay, from: '00:00', to: '24:00' }],
    cover: [{ days: everyDay, from: '00:00', to: '24:00' }],
  }
  const whitMonday = '2026-05-25T10:00:00+02:00'

  test('win over the windows', () => {
    expect(openAt(always, whitMonday)).toBe('holiday')
    expect(openAt(always, '2026-05-26T10:00:00+02:00')).toBe('inside')
  })

  test('are worked where the client says so, in the office and on the telephone apart', () => {
    expect(openAt({ ...always, holidays: { openOn: ['2026-05-25'] } }, whitMonday)).toBe('inside')
    expect(covered({ ...always, holidays: { openOn: ['2026-05-25'] } }, whitMonday)).toBe('holiday')
    expect(covered({ ...always, holidays: { coverOn: 'all' } }, '2026-12-25T10:00:00+01:00')).toBe('inside')
  })

  test('of Alsace and Moselle are kept there alone, written as a number or a text', () => {
    const goodFriday = '2026-04-03T10:00:00+02:00'
    expect(openAt(always, goodFriday)).toBe('inside')
    expect(openAt({ ...always, holidays: { region: 67 } }, goodFriday)).toBe('holiday')
    expect(openAt({ ...always, holidays: { region: '57' } }, goodFriday)).toBe('holiday')
  })

  test('close the night that starts on them, not the one that ends on them', () => {
    const night = { opening: [{ days: everyDay, from: '22:00', to: '06:00' }] }
    expect(openAt(night, '2026-12-25T03:00:00+01:00')).toBe('inside')
    expect(openAt(night, '2026-12-25T23:00:00+01:00')).toBe('holiday')
    expect(openAt(night, '2026-12-26T03:00:00+01:00')).toBe('holiday')
  })

  test('outside every window are simply outside', () => {
    expect(
      openAt({ opening: [{ days: ['mon'], from: '09:00', to: '12:00' }] }, '2026-12-25T10:00:00+01:00'),
    ).toBe('outside')
  })
})

describe('closures', () => {
  const always = {
    opening: [{ days: everyDay, from: '00:00', to: '24:00' }],
    cover: [{ days: everyDay, from: '00:00', to: '24:00' }],
  }
  const august = (of?: string) => ({
    ...always,
    closures: [{ from: '2026-08-01', to: '2026-08-14', ...(of ? { of } : {}) }],
  })

  test.each([
    ['2026-07-31T23:59:59+02:00', 'inside'],
    ['2026-08-01T00:00:00+02:00', 'closed'],
    ['2026-08-14T23:59:59+02:00', 'closed'],
    ['2026-08-16T00:00:00+02:00', 'inside'],
  ])('count both their dates: %s is %s', (instant, state) => {
    expect(openAt(august(), instant)).toBe(state)
  })

  test('close the office, our answering or both', () => {
    const noon = '2026-08-05T12:00:00+02:00'
    expect([openAt(august(), noon), covered(august(), noon)]).toEqual(['closed', 'inside'])
    expect([openAt(august('cover'), noon), covered(august('cover'), noon)]).toEqual(['inside', 'closed'])
    expect([openAt(august('both'), noon), covered(august('both'), noon)]).toEqual(['closed', 'closed'])
  })

  test('win over a holiday that is worked', () => {
    const hours = {
      ...always,
      holidays: { openOn: 'all' },
      closures: [{ from: '2026-12-25', to: '2026-12-25' }],
    }
    expect(openAt(hours, '2026-12-25T10:00:00+01:00')).toBe('closed')
  })
})

describe('bad hours are refused', () => {
  test.each([
    ['CET', 'CET is not the time zone of a place; expected an IANA name such as Europe/Paris'],
    ['+01:00', '+01:00 is not the time zone of a place'],
    ['Etc/GMT-1', 'Etc/GMT-1 is not the time zone of a place'],
    ['Europe/Lutece', 'Europe/Lutece is not the time zone of a place'],
    ['', ' is not the time zone of a place'],
  ])('the time zone %j', (timeZone, message) => {
    expect(() => hoursSchema.parse({ timeZone })).toThrow(message)
  })

  test.each([
    { opening: [{ days: ['mon'], from: '9:00', to: '12:00' }] },
    { opening: [{ days: ['mon'], from: '24:00', to: '06:00' }] },
    { opening: [{ days: [], from: '09:00', to: '12:00' }] },
    { opening: [{ days: ['lundi'], from: '09:00', to: '12:00' }] },
    { closures: [{ from: '2026-08-15', to: '2026-08-01' }] },
    { closures: [{ from: '2027-02-29', to: '2027-03-01' }] },
    { holidays: { region: '75' } },
    { timezone: 'Europe/Paris' },
  ])('%j', (hours) => {
    expect(hoursSchema.safeParse(hours).success).toBe(false)
  })

  test('hours left out are empty, in Europe/Paris', () => {
    expect(hoursSchema.parse({})).toEqual({
      timeZone: 'Europe/Paris',
      opening: [],
      cover: [],
      closures: [],
      holidays: { openOn: [], coverOn: [] },
    })
    expect(hoursSchema.parse(hoursSchema.parse({ holidays: { region: 57 } })).holidays.region).toBe('57')
  })
})
