import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { backEnds, type OpenQueues, openRedisQueues } from './open-queues.ts'

const waiting = { timeout: 25_000, interval: 20 }
let queues: OpenQueues
afterEach(() => queues.close())

describe.each(backEnds)('on $name', ({ open }) => {
  beforeEach(async () => {
    queues = await open()
  })

  test('the timetable ticks, a new one replaces it, and entries no longer listed stop', async () => {
    const ticks = await countTicks()
    await queues.jobs.scheduleTimetable([
      { name: 'sweep', everyMs: 200 },
      { name: 'purge', everyMs: 200 },
      { name: 'report', pattern: '0 4 1 1 *', timeZone: 'Europe/Paris' },
    ])
    await vi.waitFor(() => expect(Math.min(ticks.sweep ?? 0, ticks.purge ?? 0)).toBeGreaterThan(2), waiting)
    expect(ticks.report).toBeUndefined()

    await queues.jobs.scheduleTimetable([{ name: 'reconcile', everyMs: 100 }])
    await vi.waitFor(() => expect(ticks.reconcile).toBeGreaterThan(1), waiting)
    const before = { ...ticks }
    await vi.waitFor(() => expect(ticks.reconcile).toBeGreaterThan((before.reconcile ?? 0) + 5), waiting)
    expect(ticks).toMatchObject({ sweep: before.sweep, purge: before.purge })
  })

  test('writing the same timetable again does not shift what it planned', async () => {
    const entries = [{ name: 'report', pattern: '0 4 1 1 *', timeZone: 'Europe/Paris' }]
    await queues.jobs.scheduleTimetable(entries)
    await queues.jobs.scheduleTimetable(entries)
    expect(await queues.jobs.counts('timetable')).toMatchObject({ delayed: 1, waiting: 0 })
  })
})

test('a Redis that lost everything gets its timetable back', async () => {
  const opened = await openRedisQueues()
  queues = opened
  const ticks = await countTicks()
  await queues.jobs.scheduleTimetable([{ name: 'sweep', everyMs: 200 }])
  await vi.waitFor(() => expect(ticks.sweep).toBeGreaterThan(1), waiting)
  await opened.redis.flushAll()
  const before = ticks.sweep ?? 0
  await vi.waitFor(() => expect(ticks.sweep).toBeGreaterThan(before + 3), waiting)
})

async function countTicks() {
  const ticks: Record<string, number> = {}
  const handle = async (name: string) => {
    ticks[name] = (ticks[name] ?? 0) + 1
  }
  await queues.work({ timetable: { concurrency: 1, handle } })
  return ticks
}
