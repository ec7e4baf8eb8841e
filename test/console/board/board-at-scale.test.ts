import { drizzle } from 'drizzle-orm/node-postgres'
import { escapeLiteral, type Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareClientsOfTakenCalls } from '../../../src/calls/find-clients-of-taken-calls.ts'
import { prepareBoards } from '../../../src/console/board/find-board.ts'
import type { View } from '../../../src/console/board/view.ts'
import { openBoardPool } from '../../../src/db/board-pool.ts'
import type { Db } from '../../../src/db/db.ts'
import { createDatabase, dropDatabase } from '../../support/create-database.ts'
import { describeWithRealServers, realServers } from '../../support/where-installed.ts'
import { at, fillWithCalls } from './many-calls.ts'

/**
 * Nearly two days: what a board looks at, half a day at most, is as much of it as of a million calls, and less would
 * tempt the planner even more to read a table from beginning to end.
 */
const calls = 60_000
const large = ['calls', 'call_handlings', 'messages', 'acknowledgements', 'deliveries', 'texts', 'tasks']
/** Pages of 8 kB that one list may touch, whether or not they are in memory. */
const mostPages = 2_000

const secretary = '0da2ca2e-eb54-4f1c-ae27-22bfc1bca7a3'
const everyClient = Array.from({ length: 300 }, (_, n) => n + 1)
const views: [string, View][] = [
  ['a supervisor', { clientIds: everyClient, takenById: secretary, supervises: true }],
  ['somebody with three clients', { clientIds: [2, 3, 4], takenById: secretary, supervises: false }],
]

describeWithRealServers('with a million calls a month', () => {
  const name = `board_at_scale_${process.pid}`
  let pool: Pool
  beforeAll(async () => {
    const url = await createDatabase(realServers().postgresUrl, name)
    await fillWithCalls(url, calls)
    pool = openBoardPool(url, 1)
  }, 120_000)
  afterAll(async () => {
    await pool?.end()
    await dropDatabase(realServers().postgresUrl, name)
  })

  test.each(views)('the board of %s is found by indexes', async (_, view) => {
    const plans = await plansOf(async (db) => {
      const board = await prepareBoards(db)(at)(view)
      expect(board.calls.length).toBeGreaterThan(0)
      await prepareClientsOfTakenCalls(db)([secretary], at)
    })
    expect(plans.length).toBe(11)
    for (const { statement, plan } of plans) {
      expect(scannedWhole(plan), statement).toEqual([])
      expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], statement).toBeLessThan(mostPages)
    }
  })

  async function plansOf(read: (db: Db) => Promise<void>) {
    const asked: { text: string; values: unknown[] }[] = []
    await read(
      drizzle({ client: pool, logger: { logQuery: (text, values) => asked.push({ text, values }) } }),
    )
    const plans: { statement: string; plan: Plan }[] = []
    for (const { text, values } of asked) {
      const named = await pool.query('select name from pg_prepared_statements where statement = $1', [text])
      const statement: string = named.rows[0]?.name
      const execute = `execute ${statement}(${values.map(literal).join(', ')})`
      const { rows } = await pool.query(`explain (analyze, buffers, timing off, format json) ${execute}`)
      plans.push({ statement, plan: rows[0]['QUERY PLAN'][0].Plan })
    }
    return plans
  }
})

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Plan[]
}

const literal = (value: unknown): string =>
  value === null ? 'null' : escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : String(value))

/** Large tables that the plan reads from beginning to end. */
function scannedWhole(plan: Plan): string[] {
  const below = (plan.Plans ?? []).flatMap(scannedWhole)
  const table = plan['Relation Name'] ?? ''
  return plan['Node Type'] === 'Seq Scan' && large.includes(table) ? [table, ...below] : below
}
