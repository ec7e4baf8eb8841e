import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../../src/db/db.ts'

const column = z.object({
  table: z.string(),
  name: z.string(),
  type: z.string(),
  /** Counted by the database, as `serial` and identity columns are. */
  counted: z.boolean(),
})
const key = z.object({
  table: z.string(),
  name: z.string(),
  kind: z.enum(['primary', 'unique', 'foreign']),
  columns: z.array(z.string()),
  target: z.string().nullable(),
  targetColumns: z.array(z.string()).nullable(),
})
export type Catalogue = { columns: z.infer<typeof column>[]; keys: z.infer<typeof key>[] }

/** Tables, columns and keys of our schema, as the database itself describes them. */
export async function readCatalogue(db: Db): Promise<Catalogue> {
  return { columns: await readColumns(db), keys: await readKeys(db) }
}

async function readColumns(db: Db): Promise<Catalogue['columns']> {
  const rows = await rowsOf(
    db,
    sql`select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      (a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid) like 'nextval(%', false)) as counted
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname not like 'bullmq%'
    order by 1, a.attnum`,
  )
  return z.array(column).parse(rows)
}

/** Indexes give primary and unique keys (a unique index is no constraint, yet must be spread too). */
async function readKeys(db: Db): Promise<Catalogue['keys']> {
  const unique = await rowsOf(
    db,
    sql`select c.relname as "table", i.relname as name,
      case when x.indisprimary then 'primary' else 'unique' end as kind,
      (select json_agg(coalesce(a.attname, '(expression)') order by k.place)
        from unnest(x.indkey::int2[]) with ordinality as k(attnum, place)
        left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum) as columns,
      null as target, null as "targetColumns"
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where x.indisunique and c.relnamespace = 'public'::regnamespace and c.relname not like 'bullmq%'`,
  )
  const foreign = await rowsOf(
    db,
    sql`select f.conrelid::regclass::text as "table", f.conname as name, 'foreign' as kind,
      (select json_agg(a.attname order by k.place) from unnest(f.conkey) with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum) as columns,
      f.confrelid::regclass::text as target,
      (select json_agg(a.attname order by k.place) from unnest(f.confkey) with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum) as "targetColumns"
    from pg_constraint f where f.contype = 'f' and f.connamespace = 'public'::regnamespace`,
  )
  return z.array(key).parse([...unique, ...foreign])
}

/** The two drivers disagree on the shape of a raw answer: an array, or an object with `rows`. */
async function rowsOf(db: Db, query: ReturnType<typeof sql>): Promise<unknown[]> {
  const answer: unknown = await db.execute(query)
  return z
    .union([z.array(z.unknown()), z.object({ rows: z.array(z.unknown()) }).transform((a) => a.rows)])
    .parse(answer)
}
