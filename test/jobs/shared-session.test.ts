import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createJobs } from '../../src/jobs.ts'
import { type OpenQueues, openEmbeddedQueues, openPglite, silent } from './open-queues.ts'

const waiting = { timeout: 25_000, interval: 100 }
let queues: OpenQueues & { pglite: PGlite }
beforeEach(async () => {
  queues = await openEmbeddedQueues()
})
afterEach(() => queues.close())

test('transactions of the application and jobs at the same time neither mix nor wait for each other', async () => {
  const db = drizzle(queues.pglite)
  await db.execute(sql`create table entries (pair int, half int)`)
  const handled: string[] = []
  await queues.work({
    calls: {
      concurrency: 20,
      handle: async ({ id }) => {
        await db.execute(sql`insert into entries values (${-1}, ${Number(id)})`)
        handled.push(id)
      },
    },
  })

  // Every third transaction is rolled back: a job or an insert that fell into it would be lost with it.
  const transactions = Array.from({ length: 200 }, (_, pair) =>
    db
      .transaction(async (transaction) => {
        await transaction.execute(sql`insert into entries values (${pair}, 1)`)
        await transaction.execute(sql`insert into entries values (${pair}, 2)`)
        if (pair % 3 === 0) transaction.rollback()
      })
      .then(
        () => 'committed',
        () => 'rolled back',
      ),
  )
  const added = Array.from({ length: 200 }, (_, id) =>
    queues.jobs.add('calls', { clientId: 1, id: `${id}`, epoch: 0 }),
  )
  const outcomes = await Promise.all(transactions)
  expect(new Set(await Promise.all(added))).toEqual(new Set(['added']))
  expect(outcomes.filter((outcome) => outcome === 'rolled back')).toHaveLength(67)
  await vi.waitFor(() => expect(new Set(handled).size).toBe(200), waiting)

  const { rows } = await db.execute<{ pairs: number; halves: number; jobs: number }>(sql`
    select count(distinct pair) filter (where pair >= 0)::int as pairs,
      count(*) filter (where pair >= 0)::int as halves, count(*) filter (where pair = -1)::int as jobs
    from entries`)
  expect(rows).toEqual([{ pairs: 133, halves: 266, jobs: 200 }])
})

test('our own notifications arrive beside those of the jobs, and only after the commit', async () => {
  const { pglite, jobs } = queues
  const heard: string[] = []
  const handled: string[] = []
  const unlisten = await pglite.listen('changes', (payload) => heard.push(payload))
  await queues.work({ calls: { concurrency: 5, handle: async ({ id }) => handled.push(id) } })
  await pglite.transaction(async (transaction) => {
    await transaction.query("select pg_notify('changes', 'during')")
    expect(heard).toEqual([])
  })
  for (let id = 0; id < 30; id += 1) {
    await Promise.all([
      pglite.query("select pg_notify('changes', $1)", [`${id}`]),
      jobs.add('calls', { clientId: 1, id: `${id}`, epoch: 0 }),
    ])
  }
  await vi.waitFor(() => expect(handled).toHaveLength(30), waiting)
  expect(heard).toEqual(['during', ...Array.from({ length: 30 }, (_, id) => `${id}`)])

  await queues.jobs.close()
  await pglite.query("select pg_notify('changes', 'after')")
  expect(heard.at(-1)).toBe('after')
  await unlisten()
})

test('a job added by mistake inside a transaction is given up instead of waiting for ever', async () => {
  const { pglite, jobs } = queues
  const row = { clientId: 1, id: 'inside', epoch: 0 }
  expect(await pglite.transaction(() => jobs.add('calls', row))).toBe('unavailable')
})

test('opening the queues a second time keeps the jobs', async () => {
  const { pglite, jobs } = queues
  await jobs.add('calls', { clientId: 1, id: 'kept', epoch: 0 })
  const again = await createJobs({ kind: 'embedded', pglite }, silent)
  expect(await again.counts('calls')).toMatchObject({ waiting: 1 })
  await again.close()
})

test("a table of ours that would hide one of the queues' own is refused by name", async () => {
  const pglite = await openPglite()
  await pglite.exec('create table event (id int); create table calls (id int)')
  const opening = createJobs({ kind: 'embedded', pglite }, silent)
  await expect(opening).rejects.toThrow(/rename: event$/)
  await pglite.close()
})
