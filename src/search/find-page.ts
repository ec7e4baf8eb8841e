import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../db/db.ts'
import type { KeyKind, Place } from './cursor.ts'
import { foundContacts, ofClients, type Sought, seek } from './match.ts'
import { inOrder, keyRange, orderedRows } from './ordered-rows.ts'
import { isEmpty, type Terms } from './terms.ts'

/** What can be listed. Its rows are `r` where they are read, and `w` in every condition. */
export type Listed = {
  readonly table: SQL
  /** The column they are sorted by, an index of which begins with the client, and another with it. */
  readonly key: SQL
  readonly keyKind: KeyKind
  readonly idType: SQL
  /** Whether its rows are also found by the contact they come from; `candidates` then has his numbers as `known`. */
  readonly isOfContacts?: true
  /** Selects `(client_id, sort_key, id)` of what holds these terms, each by an index. */
  readonly candidates: (sought: Sought, clientIds: readonly number[], inRange: InRange) => readonly SQL[]
  /** The same, said of row `w` by itself. */
  readonly matches: (sought: Sought) => SQL
}

/** ` and …` for the part of the list that is asked for, of rows that are called so. */
export type InRange = (key: SQL, id: SQL) => SQL

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
export const windows = { plain: 12_000, probe: 500, words: 2_500 } as const
/** So few hits are sorted, of so few contacts' numbers; more are met often enough among the newest rows. */
export const hitsAtMost = 8_000
const numbersAtMost = 500

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

/**
 * Each way to a hit is planned as if all of it were wanted, and left off where there are too many: with the limit
 * before its eyes the database would rather read the table until it has met so many.
 */
export function hitsQuery(listed: Listed, asked: Asked, sought: Sought): SQL {
  const { clientIds } = asked
  const inRange: InRange = (key, id) =>
    sql.join(keyRange(listed, asked, { key, id }).map((condition) => sql` and ${condition}`))
  const ways = listed
    .candidates(sought, clientIds, inRange)
    .map((way, n) => ({ way, name: sql.raw(`way${n}`) }))
  const known = listed.isOfContacts ? numbersOf(sought, clientIds) : sql`select`
  return sql`with known as materialized (${known}),
    ${sql.join(ways.map(({ way, name }) => sql`${name} as materialized (${way}), `))}
    hits as materialized (
      select * from (${sql.join(
        ways.map(({ name }) => sql`select * from ${name}`),
        sql` union all `,
      )}) found limit ${hitsAtMost + 1}),
    counted as materialized (select case when (select count(*) from known) > ${numbersAtMost} then ${hitsAtMost + 1}
      else count(*)::int end as hits from hits)
    ${asJson(pageOfHits(listed, asked), sql`(select hits from counted)`)}`
}

/** In their order, so that no more of them are fetched for the filters than it takes. */
function pageOfHits(listed: Listed, asked: Asked): SQL {
  const { where, limit } = asked
  const kept = sql`, lateral (select r.* from ${listed.table} r
    where r.client_id = h.client_id and r.id = h.id limit 1) w where ${sql.join([...where], sql` and `)}`
  return sql`select h.client_id, h.sort_key, h.id from (
      select distinct client_id, sort_key, id from hits where (select hits from counted) <= ${hitsAtMost}
      ${inOrder(listed, asked, sql`sort_key`, sql`id`)}) h
    ${where.length > 0 ? kept : sql``} limit ${limit + 1}`
}

/** What contacts ring from who are called so. */
const numbersOf = (sought: Sought, clientIds: readonly number[]): SQL => sql`
  with found as materialized (select c.client_id, c.id from ${foundContacts(sought, clientIds)})
  select c.client_id, n.number from found c, lateral (
    select n.number from contact_numbers n where n.client_id = c.client_id and n.contact_id = c.id limit 20) n
  limit ${numbersAtMost + 1}`

const asJson = (page: SQL, hits: SQL = sql`null::int`): SQL =>
  sql`select ${hits} as hits, coalesce((select json_agg(json_build_object(
    'clientId', p.client_id, 'key', p.sort_key, 'id', p.id)) from (${page}) p), '[]') as places`
