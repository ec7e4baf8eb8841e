import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import { z } from 'zod'
import type { Db } from '../../src/db/db.ts'
import { planning } from '../../src/db/server-database.ts'
import type { ListKind } from '../../src/search/list-query.ts'
import { showList } from '../../src/search/show-list.ts'

export type Question = {
  readonly kind: ListKind
  readonly clientIds: readonly number[]
  readonly query: Record<string, string>
}
export type Statement = { readonly text: string; readonly params: readonly unknown[] }

/** What the database did for one statement. */
export type Plan = {
  readonly ms: number
  /** Of 8 kB, as often as they were looked at. */
  readonly pages: number
  /** Tables that were read from their beginning, and the rows that were looked at before it had enough. */
  readonly scans: readonly { readonly table: string; readonly rows: number }[]
}

export type ListReader = {
  readonly db: Db
  /** The statements that a page of a list sends, as it sends them. */
  sentFor(question: Question): Promise<Statement[]>
  run(statement: Statement): Promise<unknown>
  explain(statement: Statement): Promise<Plan>
  close(): Promise<void>
}

export function openListReader(url: string): ListReader {
  const pool = new Pool({ connectionString: url, max: 1, options: planning })
  let sent: Statement[] = []
  const db = drizzle({ client: pool, logger: { logQuery: (text, params) => sent.push({ text, params }) } })
  return {
    db,
    async sentFor({ kind, clientIds, query }) {
      sent = []
      await showList({ db, now: () => new Date() }, sessionOf(clientIds), kind, query)
      return sent
    },
    run: ({ text, params }) => pool.query(text, [...params]),
    async explain({ text, params }) {
      const { rows } = await pool.query(`explain (analyze, buffers, timing off, format json) ${text}`, [
        ...params,
      ])
      const [[{ Plan: plan, 'Execution Time': ms }]] = explained.parse(rows)
      return {
        ms,
        pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
        scans: scansOf(plan),
      }
    },
    close: () => pool.end(),
  }
}

const alice = '00000000-0000-8000-8000-0000000000a1'

const sessionOf = (clientIds: readonly number[]) => ({
  id: 'session',
  secretary: {
    ...{ id: alice, key: 'alice', name: 'Alice', email: 'alice@permanence.example', singleKeys: true },
    role: 'secretary' as const,
    language: 'fr' as const,
  },
  scope: { actor: { kind: 'secretary' as const, id: alice }, clientIds, only: null },
  owesTotp: false,
})

const node = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().default(0),
  'Shared Hit Blocks': z.number(),
  'Shared Read Blocks': z.number(),
  get Plans() {
    return z.array(node).default([])
  },
})
const explained = z.tuple([
  z
    .object({ 'QUERY PLAN': z.tuple([z.object({ Plan: node, 'Execution Time': z.number() })]) })
    .transform((row) => row['QUERY PLAN']),
])

function scansOf(plan: z.output<typeof node>): { table: string; rows: number }[] {
  const table = plan['Relation Name']
  const rows = (plan['Actual Rows'] + plan['Rows Removed by Filter']) * plan['Actual Loops']
  const own = plan['Node Type'] === 'Seq Scan' && table !== undefined ? [{ table, rows }] : []
  return [...own, ...plan.Plans.flatMap(scansOf)]
}
