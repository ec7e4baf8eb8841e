import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Changed, keepRounds } from '../../../src/console/board/keep-rounds.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Rounds that take so long each, and when each began. */
function rounds(takesMs: number) {
  const begun: { at: number; changed: Changed }[] = []
  const kept = keepRounds(async (changed) => {
    begun.push({ at: performance.now() - startedAt, changed })
    await new Promise((done) => setTimeout(done, takesMs))
  })
  const startedAt = performance.now()
  return { begun, kept, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

test('the first change is told at once, what follows within 50 ms together', async () => {
  const { begun, kept, pass } = rounds(10)
  kept.ask([1])
  await pass(20)
  kept.ask([2])
  kept.ask([3, 2])
  await pass(200)
  expect(begun.map(({ changed }) => changed)).toEqual([new Set([1]), new Set([2, 3])])
  expect(begun[1]?.at).toBeLessThanOrEqual(52)
})

test('a change during a long round waits for its end and a quarter of its time', async () => {
  const { begun, kept, pass } = rounds(400)
  kept.ask([1])
  await pass(100)
  kept.ask('all')
  await pass(390)
  expect(begun.length).toBe(1)
  await pass(20)
  expect(begun[1]?.changed).toBe('all')
})

test('a change for all counts for those that were named too', async () => {
  const { begun, kept, pass } = rounds(1)
  kept.ask([1])
  kept.ask('all')
  await pass(10)
  expect(begun.map(({ changed }) => changed)).toEqual(['all'])
})

test('nothing begins after the end', async () => {
  const { begun, kept, pass } = rounds(1)
  kept.ask([1])
  kept.stop()
  kept.ask([2])
  await pass(200)
  expect(begun).toEqual([])
})
