import { expect, test } from 'vitest'
import { nextShift } from '../../../src/floor/shifts/next-shift.ts'

const at = new Date('2026-11-23T13:00:00Z')
const hour = (hours: number) => new Date(at.getTime() + hours * 3_600_000)
const shift = (secretaryId: string, from: number, until: number) => ({
  ...{ secretaryId, startsAt: hour(from), endsAt: hour(until) },
})
const next = (...shifts: ReturnType<typeof shift>[]) => nextShift(shifts, 'alice', at)?.secretaryId ?? null

test('whoever begins as she ends goes on, before those who have been there for long and those who come later', () => {
  const [there, later] = [shift('claire', -4, 4), shift('emma', 2, 6)]
  expect(next(there, later, shift('benoit', 0, 6))).toBe('benoit')
  expect(next(there, later, shift('benoit', 1, 6), shift('diane', -0.5, 6))).toBe('diane')
  expect(next(there, later)).toBe('claire')
  expect(next(there, shift('fatou', -2, 1))).toBe('fatou')
  expect(next(later, shift('benoit', 3, 6))).toBe('emma')
})

test('over a night somebody comes next, over a weekend nobody; never herself, nor who ends with her', () => {
  expect(next(shift('benoit', 15, 20))).toBe('benoit')
  expect(next(shift('benoit', 60, 66))).toBeNull()
  expect(next(shift('alice', 0, 6), shift('claire', -5, 0))).toBeNull()
  expect(next()).toBeNull()
})

test('of two who begin together it is always the same', () => {
  const [benoit, claire] = [shift('benoit', 0, 6), shift('claire', 0, 6)]
  expect([next(benoit, claire), next(claire, benoit)]).toEqual(['benoit', 'benoit'])
})
