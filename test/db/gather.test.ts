import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { gatherInto, TooBusy } from '../../src/db/gather.ts'

const open = () => new AbortController().signal
const limits = { inFlight: 2, size: 3, stuckMs: 0 }

/** A database whose statements end when the test says so. */
function startDatabase() {
  const statements: { items: readonly number[]; end: () => void; fail: (error: Error) => void }[] = []
  const run = (items: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      statements.push({ items, end: () => resolve(items.map((item) => item * 10)), fail: reject })
    })
  return { statements, run, asked: () => statements.map(({ items }) => items) }
}
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
const turns = async (count = 5) => {
  for (let n = 0; n < count; n++) await nextTurn()
}

test('what arrives together goes into one statement, and everybody gets his own answer', async () => {
  const { run, statements, asked } = startDatabase()
  const gather = gatherInto(run, limits)
  const answers = [1, 2, 3].map((item) => gather(item, open()))
  await turns()
  expect(asked()).toEqual([[1, 2, 3]])
  statements[0]?.end()
  expect(await Promise.all(answers)).toEqual([10, 20, 30])
})

test('no statement holds more than its size, no more run at once than allowed, and the order is kept', async () => {
  const { run, statements, asked } = startDatabase()
  const gather = gatherInto(run, { ...limits, stuckMs: 60_000 })
  const answers = [1, 2, 3, 4, 5, 6, 7, 8].map((item) => gather(item, open()))
  await turns()
  expect(asked()).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ])
  statements[0]?.end()
  await turns()
  expect(asked()).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8],
  ])
  for (const statement of statements) statement.end()
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50, 60, 70, 80])
})

test('one bad row harms nobody else in its statement', async () => {
  const run = async (items: readonly number[]) => {
    if (items.includes(2)) throw new Error('bad row')
    return items
  }
  const gather = gatherInto(run, limits)
  const settled = await Promise.allSettled([1, 2, 3].map((item) => gather(item, open())))
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('a statement that answers too few rows fails those who got none', async () => {
  const gather = gatherInto(async (items: readonly number[]) => items.slice(0, 1), limits)
  const settled = await Promise.allSettled([1, 2].map((item) => gather(item, open())))
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})

test('where every place is stuck newcomers are refused at once, and taken again once one is free', async () => {
  const { run, statements } = startDatabase()
  const gather = gatherInto(run, { inFlight: 1, size: 3, stuckMs: 0 })
  const first = gather(1, open())
  await turns()
  await expect(gather(2, open())).rejects.toBeInstanceOf(TooBusy)
  statements[0]?.end()
  await first
  await turns()
  const third = gather(3, open())
  await turns()
  statements[1]?.end()
  expect(await third).toBe(30)
})

test('who gives up while he waits is not written at all, and holds up nobody behind him', async () => {
  const { run, statements, asked } = startDatabase()
  const gather = gatherInto(run, { inFlight: 1, size: 2, stuckMs: 60_000 })
  const first = gather(1, open())
  await turns()
  const impatient = new AbortController()
  const givenUp = Promise.allSettled([2, 3, 4, 5].map((item) => gather(item, impatient.signal)))
  const last = gather(6, open())
  impatient.abort()
  const settled = await givenUp
  expect(settled.every((one) => one.status === 'rejected' && one.reason instanceof TooBusy)).toBe(true)
  statements[0]?.end()
  await first
  await turns()
  expect(asked()).toEqual([[1], [6]])
  statements[1]?.end()
  expect(await last).toBe(60)
})

test('who had already given up is not written', async () => {
  const { run, asked } = startDatabase()
  const gather = gatherInto(run, limits)
  await expect(gather(1, AbortSignal.abort())).rejects.toBeInstanceOf(TooBusy)
  await turns()
  expect(asked()).toEqual([])
})

test('of a statement that failed only those who still wait are tried alone', async () => {
  const { run, statements, asked } = startDatabase()
  const gather = gatherInto(run, limits)
  const impatient = new AbortController()
  const answers = Promise.allSettled([gather(1, impatient.signal), gather(2, open())])
  await turns()
  impatient.abort()
  statements[0]?.fail(new Error('connection lost'))
  await turns()
  expect(asked()).toEqual([[1, 2], [2]])
  statements[1]?.end()
  expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})

test('nothing is left on a signal that outlives its statement', async () => {
  const gather = gatherInto(async (items: readonly number[]) => items, limits)
  const { signal } = new AbortController()
  for (let n = 0; n < 50; n++) await gather(n, signal)
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})
