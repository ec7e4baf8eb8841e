import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBoard } from '../../../src/console/board/find-board.ts'
import { newId } from '../../../src/ids.ts'
import { fillWithRows } from '../../search/many-rows.ts'
import { createDatabase, dropDatabase } from '../../support/create-database.ts'
import { describeWithRealServers, realServers } from '../../support/where-installed.ts'

const size = { clients: 500, calls: 1_000_000 }
const name = `board_${process.pid}`
/** Pages of 8 kB that all queries of one board touch together. The calls alone fill more than 30,000. */
const mostPages = 15_000

describeWithRealServers('the board of an agency with a million calls', () => {
  let pool: Pool
  beforeAll(async () => {
    const url = await createDatabase(realServers().postgresUrl, name)
    await fillWithRows(url, size)
    pool = new Pool({ connectionString: url, max: 2 })
  }, 600_000)
  afterAll(async () => {
    await pool?.end()
    await dropDatabase(realServers().postgresUrl, name)
  })

  test.each([
    ['all of its clients', Array.from({ length: size.clients }, (_, n) => n + 1)],
    ['one client', [7]],
  ])(
    'is read by its indexes alone, for %s',
    async (_, clientIds) => {
      const asked: { query: string; params: unknown[] }[] = []
      const logger = { logQuery: (query: string, params: unknown[]) => asked.push({ query, params }) }
      const scope = { actor: { kind: 'supervisor' as const, id: newId() }, clientIds, only: null }
      const now = new Date('2026-11-17T09:00:00Z')
      const board = await findBoard(drizzle({ client: pool, logger }), scope, now)
      expect(board.slips.length).toBeGreaterThan(0)
      const plans = await Promise.all(asked.map(({ query, params }) => explain(query, params)))
      const scanned = plans.flatMap(({ plan }) =>
        [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table),
      )
      expect(scanned.filter((table) => table !== undefined && isLarge(table))).toEqual([])
      expect(plans.reduce((sum, { pages }) => sum + pages, 0)).toBeLessThan(mostPages)
    },
    120_000,
  )

  async function explain(query: string, params: unknown[]): Promise<{ plan: string; pages: number }> {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${query}`, params)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    const [, hit = 0] = /Buffers: shared hit=(\d+)/.exec(plan) ?? []
    const [, read = 0] = /Buffers: shared (?:hit=\d+ )?read=(\d+)/.exec(plan) ?? []
    return { plan, pages: Number(hit) + Number(read) }
  }
})

const isLarge = (table: string) => ['calls', 'messages', 'texts', 'deliveries', 'contacts'].includes(table)
