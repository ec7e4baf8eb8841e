import { expect, test } from 'vitest'
import { nextTryAt, overdueAt, withinHours } from '../../src/callbacks/due.ts'
import { hoursSchema } from '../../src/rules/hours.ts'

const workdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const hours = hoursSchema.parse({
  opening: [{ days: workdays, from: '09:00', to: '12:00' }],
  cover: [{ days: workdays, from: '08:00', to: '19:00' }],
  closures: [{ from: '2026-11-19', to: '2026-11-19', of: 'both' }],
})
/** A Tuesday in Paris. */
const tuesday = (time: string) => new Date(`2026-11-17T${time}:00+01:00`)
const on = (day: string, time: string) => new Date(`2026-11-${day}T${time}:00+01:00`)
const tried = { outcome: 'noAnswer', tries: 1, at: tuesday('10:00'), until: null } as const

test('who does not answer is rung after a quarter of an hour, an hour and half a day, then a person decides', () => {
  expect(nextTryAt(tried, hours)).toEqual(tuesday('10:15'))
  expect(nextTryAt({ ...tried, tries: 2 }, hours)).toEqual(tuesday('11:00'))
  expect(nextTryAt({ ...tried, tries: 3 }, hours)).toEqual(tuesday('14:00'))
  expect(nextTryAt({ ...tried, tries: 3, at: tuesday('15:00') }, hours)).toEqual(on('18', '09:00'))
  expect(nextTryAt({ ...tried, tries: 4 }, hours)).toBeNull()
})

test('who is busy is rung sooner, and who has heard his mailbox later', () => {
  expect(nextTryAt({ ...tried, outcome: 'busy' }, hours)).toEqual(tuesday('10:05'))
  expect(nextTryAt({ ...tried, outcome: 'mailbox' }, hours)).toEqual(tuesday('11:00'))
  expect(nextTryAt({ ...tried, outcome: 'mailbox', tries: 2 }, hours)).toEqual(tuesday('14:00'))
})

test('nobody is rung while the agency does not answer for the client', () => {
  expect(nextTryAt({ ...tried, at: tuesday('18:50') }, hours)).toEqual(on('18', '08:00'))
  // Thursday is closed, and then comes Friday.
  expect(nextTryAt({ ...tried, tries: 3, at: on('18', '16:00') }, hours)).toEqual(on('20', '08:00'))
  expect(withinHours(on('21', '10:00'), hours)).toEqual(on('23', '08:00'))
  expect(withinHours(on('21', '10:00'), hoursSchema.parse({}))).toEqual(on('23', '09:00'))
  expect(withinHours(tuesday('13:00'), { ...hours, cover: [] })).toEqual(on('18', '09:00'))
})

test('a promise until a certain time is tried once more at its end, and not after it', () => {
  expect(nextTryAt({ ...tried, until: tuesday('10:08') }, hours)).toEqual(tuesday('10:08'))
  expect(nextTryAt({ ...tried, until: tuesday('10:03') }, hours)).toBeNull()
  expect(nextTryAt({ ...tried, until: tuesday('09:30') }, hours)).toBeNull()
})

test('a promise is late at the end of its time, else half an hour after it was due', () => {
  expect(overdueAt(tuesday('10:00'), tuesday('17:00'), hours)).toEqual(tuesday('17:00'))
  expect(overdueAt(tuesday('10:00'), null, hours)).toEqual(tuesday('10:30'))
  expect(overdueAt(tuesday('18:45'), null, hours)).toEqual(on('18', '08:00'))
})
