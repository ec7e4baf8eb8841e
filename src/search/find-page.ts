import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../db/db.ts'
import type { KeyKind, Place } from './cursor.ts'
import { ofClients, type Sought, seek } from './match.ts'
import { inOrder, keyRange, orderedRows } from './ordered-rows.ts'
import { isEmpty, type Terms } from './terms.ts'

/** What can be listed. Its rows are `r` where they are read, and `w` in every condition. */
export type Listed = {
  readonly table: SQL
  /** The column they are sorted by, an index of which begins with the client, and another with it. */
  readonly key: SQL
  readonly keyKind: KeyKind
  readonly idType: SQL
  /** Selects `(client_id, id)` of what holds these terms, each by an index. */
  readonly candidates: (sought: Sought, clientIds: readonly number[]) => readonly SQL[]
  /** The same, said of row `w` by itself. */
  readonly matches: (sought: Sought) => SQL
}

export type Asked = {
  readonly clientIds: readonly number[]
  /** Newest first, or by name; `back` reads towards the beginning of the list. */
  readonly from: Place | null
  readonly direction: 'on' | 'back'
  readonly limit: number
  /** Of the sort key. */
  readonly since: Date | null
  readonly until: Date | null
  readonly where: readonly SQL[]
  readonly terms: Terms | null
}

/** `reached`: rows were looked through up to there, not to the end; from there on one may ask again. */
export type Page = {
  readonly places: readonly Place[]
  readonly goesOn: boolean
  readonly reached: Place | null
}

/** Rows that are looked through for one page at most: so no filter, however rare what it wants, costs more. */
export const windows = { plain: 20_000, probe: 2_000, words: 10_000 } as const
/** So few hits are sorted; more are common enough to be met among the newest rows. */
export const hitsAtMost = 5_000

/**
 * One page of a list. Without words the rows are read in their order and those that do not match are passed over.
 * With words the same is tried with the next few; words too rare for that are looked up in their index.
 */
export async function findPage(db: Db, listed: Listed, asked: Asked): Promise<Page> {
  const { terms } = asked
  if (asked.clientIds.length === 0 || (terms && isEmpty(terms))) return nothing
  if (!terms) return readOn(db, listed, asked, { sought: null, size: windows.plain })
  const sought = await seek(db, terms)
  const near = await readOn(db, listed, asked, { sought, size: windows.probe })
  if (near.goesOn || !near.reached) return near
  return (
    (await lookUp(db, listed, asked, sought)) ?? readOn(db, listed, asked, { sought, size: windows.words })
  )
}

const nothing: Page = { places: [], goesOn: false, reached: null }

type Window = { readonly sought: Sought | null; readonly size: number }

async function readOn(db: Db, listed: Listed, asked: Asked, window: Window): Promise<Page> {
  const { places } = await run(db, pageQuery(listed, asked, window))
  if (places.length > asked.limit) return pageOf(places, asked, null)
  const [reached = null] = (await run(db, reachedQuery(listed, asked, window.size))).places
  return pageOf(places, asked, reached)
}

/** Null where there are too many hits. */
async function lookUp(db: Db, listed: Listed, asked: Asked, sought: Sought): Promise<Page | null> {
  const { places, hits } = await run(db, hitsQuery(listed, asked, sought))
  return hits !== null && hits > hitsAtMost ? null : pageOf(places, asked, null)
}

function pageOf(places: readonly Place[], { limit, direction }: Asked, reached: Place | null): Page {
  const shown = places.slice(0, limit)
  const goesOn = places.length > limit
  return { places: direction === 'on' ? shown : shown.reverse(), goesOn, reached: goesOn ? null : reached }
}

const answer = z.object({
  rows: z.tuple([
    z.object({
      hits: z.number().nullable(),
      places: z.array(z.object({ clientId: z.int(), key: z.string(), id: z.coerce.string() })),
    }),
  ]),
})

async function run(db: Db, query: SQL) {
  return answer.parse(await db.execute(query)).rows[0]
}

/** This query and the next are exported for the test that reads their plans. */
export function pageQuery(listed: Listed, asked: Asked, { sought, size }: Window): SQL {
  const { where, clientIds, limit } = asked
  const conditions = [
    ofClients(sql`w.client_id`, clientIds),
    ...where,
    ...(sought ? [listed.matches(sought)] : []),
  ]
  const rows = orderedRows(listed, asked, { columns: sql`r.*`, size })
  return asJson(sql`select w.client_id, w.sort_key, w.id from (${rows}) w
    where ${sql.join(conditions, sql` and `)} ${inOrder(listed, asked, sql`w.sort_key`, sql`w.id`)} limit ${limit + 1}`)
}

/** The last row of the window; none where the list ends within it. */
const reachedQuery = (listed: Listed, asked: Asked, size: number): SQL =>
  asJson(
    sql`select w.client_id, w.sort_key, w.id
      from (${orderedRows(listed, asked, { columns: sql`r.client_id, r.id`, size: 1, skip: size - 1 })}) w`,
  )

export function hitsQuery(listed: Listed, asked: Asked, sought: Sought): SQL {
  const { table, key, candidates } = listed
  const conditions = [ofClients(sql`w.client_id`, asked.clientIds), ...asked.where]
  const inRange = keyRange(listed, asked)
  const page = sql`select w.client_id, w.sort_key, w.id from (
      select r.*, ${key} as sort_key from hits h join ${table} r on r.client_id = h.client_id and r.id = h.id
      ${inRange.length > 0 ? sql`where ${sql.join(inRange, sql` and `)}` : sql``}
    ) w where ${sql.join(conditions, sql` and `)}
    ${inOrder(listed, asked, sql`w.sort_key`, sql`w.id`)} limit ${asked.limit + 1}`
  const found = candidates(sought, asked.clientIds).map((one) => sql`(${one} limit ${hitsAtMost + 1})`)
  return sql`with hits as materialized (
      select distinct client_id, id from (${sql.join(found, sql` union all `)}) found limit ${hitsAtMost + 1}
    ) ${asJson(page, sql`(select count(*)::int from hits)`)}`
}

const asJson = (page: SQL, hits: SQL = sql`null::int`): SQL =>
  sql`select ${hits} as hits, coalesce((select json_agg(json_build_object(
    'clientId', p.client_id, 'key', p.sort_key, 'id', p.id)) from (${page}) p), '[]') as places`
