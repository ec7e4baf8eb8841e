import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder, printWeek, weekSchema } from '../../../src/clients/agency-folder/week.ts'
import { arbitraryHours } from '../../rules/arbitrary-rules.ts'

test('a week is read as people write it', () => {
  expect(weekSchema.parse({ 'mon-fri': '09:00-12:00, 14:00-18:00', sat: '22:00–06:00' })).toEqual([
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '12:00' },
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '14:00', to: '18:00' },
    { days: ['sat'], from: '22:00', to: '06:00' },
  ])
})

test('days may be listed, in any order, and a range may run over the weekend', () => {
  const daysOf = (days: string) => weekSchema.parse({ [days]: '00:00-24:00' })[0]?.days
  expect(daysOf('sat, mon')).toEqual(['mon', 'sat'])
  expect(daysOf('Fri-Mon')).toEqual(['mon', 'fri', 'sat', 'sun'])
  expect(daysOf('mon-sun')).toHaveLength(7)
})

test.each([
  [{ lundi: '09:00-12:00' }],
  [{ 'mon-': '09:00-12:00' }],
  [{ 'mon-tue-wed': '09:00-12:00' }],
  [{ mon: '09:00' }],
  [{ mon: '09:00-25:00' }],
  [{ mon: '9:00-12:00' }],
  [{ mon: '' }],
  [{ '': '09:00-12:00' }],
])('%j is refused', (week) => {
  expect(weekSchema.safeParse(week).success).toBe(false)
})

test('a week that is written and read again is the same', () => {
  fc.assert(
    fc.property(arbitraryHours, ({ opening }) => {
      expect(weekSchema.parse(printWeek(opening))).toEqual(inOrder(opening))
    }),
  )
})
