import { type SQL, sql } from 'drizzle-orm'
import type { Asked, Listed } from './find-page.ts'
import { fewClients } from './match.ts'

type Part = { readonly columns: SQL; readonly size: number; readonly skip?: number }

/**
 * The next `size` rows in order, whichever they are. Of a few clients each one's index is read and the answers are
 * merged; of many the index over all clients, and whoever asks leaves out the rows of others.
 */
export function orderedRows(listed: Listed, asked: Asked, { columns, size, skip = 0 }: Part): SQL {
  const { clientIds } = asked
  const arms: (SQL | null)[] =
    clientIds.length > fewClients ? [null] : clientIds.map((id) => sql`r.client_id = ${id}`)
  const rows = arms.map((ofClient) => {
    const conditions = [
      ...(ofClient ? [ofClient] : []),
      ...keyRange(listed, asked, { key: listed.key, id: sql`r.id` }),
    ]
    const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
    return sql`(select ${columns}, ${listed.key} as sort_key from ${listed.table} r ${where}
      ${inOrder(listed, asked, listed.key, sql`r.id`)} limit ${size + skip})`
  })
  const [first = sql``] = rows
  if (rows.length === 1 && skip === 0) return first
  return sql`select * from (${sql.join(rows, sql` union all `)}) r
    ${inOrder(listed, asked, sql`r.sort_key`, sql`r.id`)} limit ${size} offset ${skip}`
}

/** The indexes say `desc nulls last`: otherwise they are not used. */
export function inOrder({ keyKind }: Listed, { direction }: Asked, key: SQL, id: SQL): SQL {
  const falls = (keyKind === 'instant') === (direction === 'on')
  if (keyKind === 'name') return falls ? sql`order by ${key} desc, ${id} desc` : sql`order by ${key}, ${id}`
  return falls
    ? sql`order by ${key} desc nulls last, ${id} desc`
    : sql`order by ${key} asc nulls first, ${id} asc`
}

/** Period and place, so that an index can begin there; of the rows as `key` and `id` name them. */
export function keyRange(
  { keyKind, idType }: Pick<Listed, 'keyKind' | 'idType'>,
  { from, direction, since, until }: Asked,
  { key, id }: { readonly key: SQL; readonly id: SQL },
): SQL[] {
  const falls = (keyKind === 'instant') === (direction === 'on')
  const type = keyKind === 'instant' ? sql`timestamptz` : sql`text`
  const place = from && [
    falls ? sql`${key} <= ${from.key}::${type}` : sql`${key} >= ${from.key}::${type}`,
    sql`(${key} <> ${from.key}::${type} or ${falls ? sql`${id} < ${from.id}::${idType}` : sql`${id} > ${from.id}::${idType}`})`,
  ]
  return [
    ...(place ?? []),
    ...(since ? [sql`${key} >= ${since.toISOString()}::timestamptz`] : []),
    ...(until ? [sql`${key} < ${until.toISOString()}::timestamptz`] : []),
  ]
}
