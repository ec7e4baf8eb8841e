import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeShift, readShiftForm } from '../../../src/floor/shifts/shift-form.ts'
import {
  addDays,
  everyWeek,
  hoursOf,
  mondayOf,
  shiftTimes,
  wallOf,
} from '../../../src/floor/shifts/shift-times.ts'

const paris = 'Europe/Paris'
const night = { from: '22:00', until: '06:00' }
const hours = (date: string, times = night) => hoursOf(shiftTimes({ date, ...times }, paris))

test('a night over the change of clocks has its real length, and the weeks around it their own', () => {
  expect(everyWeek({ date: '2026-03-21', ...night }, 3).map(({ date }) => hours(date))).toEqual([8, 7, 8])
  expect(everyWeek({ date: '2026-10-17', ...night }, 3).map(({ date }) => hours(date))).toEqual([8, 9, 8])
  expect(shiftTimes({ date: '2026-03-28', ...night }, paris)).toEqual({
    startsAt: new Date('2026-03-28T21:00:00Z'),
    endsAt: new Date('2026-03-29T04:00:00Z'),
  })
  // What the clock leaps over comes as much later, what it shows twice comes once.
  expect(hours('2026-03-28', { from: '23:00', until: '02:30' })).toBe(3.5)
  expect(hours('2026-10-24', { from: '23:00', until: '02:30' })).toBe(3.5)
})

test('any shift, repeated for a year, keeps its times on the wall clock', () => {
  const time = fc
    .tuple(fc.integer({ min: 4, max: 23 }), fc.constantFrom('00', '15', '30'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
  const days = fc.integer({ min: 0, max: 700 }).map((day) => addDays('2026-01-01', day))
  fc.assert(
    fc.property(days, time, time, (date, from, until) => {
      fc.pre(from !== until)
      for (const wall of everyWeek({ date, from, until }, 52))
        expect(wallOf(shiftTimes(wall, paris), paris)).toEqual(wall)
    }),
    { numRuns: 20 },
  )
})

test('every day belongs to the week of its Monday', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-29', '2027-01-01'].map(mondayOf)).toEqual([
    ...['2026-11-16', '2026-11-23', '2026-11-23', '2026-12-28'],
  ])
})

test('what is typed is taken for what it means, or the field that means nothing is named', () => {
  const describe = (typed: object) =>
    describeShift(readShiftForm({ date: '2026-11-23', from: '9h', until: '17 h 30', ...typed }))
  expect(describe({})).toEqual({ wall: { date: '2026-11-23', from: '09:00', until: '17:30' }, weeks: 1 })
  expect(describe({ date: '31/11/2026' })).toBe('date')
  expect(describe({ date: '2026-02-30' })).toBe('date')
  expect(describe({ from: '25:00' })).toBe('from')
  expect(describe({ until: 'midi' })).toBe('until')
  expect(describe({ until: '09:00' })).toBe('sameTime')
  expect(['0', '53', '1.5', 'x'].map((weeks) => describe({ weeks }))).toEqual(Array(4).fill('weeks'))
})
