import { expect, test } from 'vitest'
import { idFrom, newId } from '../src/ids.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('the same parts give the same id, and other parts another', () => {
  expect(idFrom('call', 'CA1')).toBe(idFrom('call', 'CA1'))
  expect(uuid.exec(idFrom('call', 'CA1'))?.[1]).toBe('8')
  const ids = [
    idFrom('a', 'bc'),
    idFrom('ab', 'c'),
    idFrom('abc'),
    idFrom(1),
    idFrom('1'),
    idFrom('a', 'b', 'c'),
  ]
  expect(new Set(ids).size).toBe(ids.length)
})

test('new ids stand in the order of their milliseconds', () => {
  expect(uuid.exec(newId())?.[1]).toBe('7')
  const made = Number.parseInt(newId().replace('-', '').slice(0, 12), 16)
  expect(Math.abs(Date.now() - made)).toBeLessThan(60_000)
})
