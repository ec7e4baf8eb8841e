import { expect, test } from 'vitest'
import { createLimit } from '../../src/mail-intake/limit.ts'

const at = (seconds: number) => new Date(seconds * 1000)

test('each key has its own count, and a new one in the next window', () => {
  const within = createLimit({ most: 2, windowMs: 60_000 })
  expect([within('a', at(0)), within('a', at(1)), within('a', at(2)), within('b', at(2))]).toEqual([
    true,
    true,
    false,
    true,
  ])
  expect([within('a', at(59)), within('a', at(60)), within('a', at(61)), within('a', at(62))]).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('a flood of keys does not let one of them start anew', () => {
  const within = createLimit({ most: 1, windowMs: 60_000 })
  expect(within('a', at(0))).toBe(true)
  for (let i = 0; i < 20_000; i++) within(`key ${i}`, at(1))
  expect(within('a', at(2))).toBe(false)
})
