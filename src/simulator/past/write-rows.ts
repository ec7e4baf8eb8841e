import { getTableColumns, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/db.ts'

/** The embedded database does one thing at a time, and a caller may come meanwhile. */
const rowsAtOnce = 50

/** Some at a time, in their order. */
export async function writeRows<T extends PgTable>(
  db: Pick<Db, 'execute'>,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await writeSome(db, table, rows.slice(from, from + rowsAtOnce))
}

/**
 * Many rows in one statement with one parameter, which the database unpacks: a tenth of the time that a parameter for
 * each value would take. All of them have the columns of the first. For the demo's past only: every other row is
 * written by the slice that owns its table.
 */
async function writeSome<T extends PgTable>(
  db: Pick<Db, 'execute'>,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = getTableColumns(table)
  const named = Object.keys(first).flatMap((key) => {
    const name = columns[key]?.name
    return name === undefined ? [] : [[key, name] as const]
  })
  const lines = rows.map((row) => {
    const values = new Map(Object.entries(row))
    return Object.fromEntries(named.map(([key, name]) => [name, values.get(key) ?? null]))
  })
  const list = sql.join(
    named.map(([, name]) => sql.identifier(name)),
    sql`, `,
  )
  await db.execute(
    sql`insert into ${table} (${list}) select ${list} from json_populate_recordset(null::${table}, ${JSON.stringify(lines)}::text::json)`,
  )
}
