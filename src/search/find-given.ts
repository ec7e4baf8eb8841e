import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../db/db.ts'
import type { Scope } from '../scope.ts'
import { lists } from './ask-list.ts'
import type { Place } from './cursor.ts'
import type { Asked } from './find-page.ts'
import { seek } from './match.ts'
import { isEmpty } from './terms.ts'

/** So long ago at most, and so many: few enough for each to be looked at. */
const givenForDays = 31
const mostLookedAt = 500
const most = 20

type AskedGiven = Pick<Asked, 'since' | 'until' | 'where' | 'terms'> & { readonly now: Date }

/** Calls, or slips of calls, that she was given of clients that are not hers: the latest that match, beside the list. */
export async function findGiven(
  db: Db,
  scope: Scope,
  kind: 'calls' | 'slips',
  { since, until, where, terms, now }: AskedGiven,
): Promise<Place[]> {
  if (scope.actor.kind !== 'secretary' || (terms && isEmpty(terms))) return []
  const { key, matches } = lists[kind]
  const conditions = [
    ...(since ? [sql`w.sort_key >= ${since.toISOString()}::timestamptz`] : []),
    ...(until ? [sql`w.sort_key < ${until.toISOString()}::timestamptz`] : []),
    ...(terms ? [matches(await seek(db, terms))] : []),
    ...where,
  ]
  const found =
    await db.execute(sql`select w.client_id as "clientId", to_json(w.sort_key) #>> '{}' as key, w.id
    from (select r.*, ${key} as sort_key from (${handled(scope, now)}) h join ${ofCall[kind]}) w
    where ${sql.join([sql`true`, ...conditions], sql` and `)}
    order by w.sort_key desc, w.id desc limit ${most}`)
  return placesSchema.parse(found).rows
}

const handled = ({ actor, clientIds }: Scope, now: Date): SQL => sql`
  select h.client_id, h.call_id from call_handlings h
  where h.secretary_id = ${actor.id}::uuid
    and h.taken_at > ${new Date(now.getTime() - givenForDays * 86_400_000).toISOString()}::timestamptz
    and not h.client_id = any(${`{${clientIds.join(',')}}`}::int[])
  order by h.taken_at desc nulls last limit ${mostLookedAt}`

const ofCall = {
  calls: sql`calls r on r.client_id = h.client_id and r.id = h.call_id`,
  slips: sql`messages r on r.client_id = h.client_id and r.source_id = h.call_id`,
} as const

const placesSchema = z.object({
  rows: z.array(z.object({ clientId: z.number(), key: z.string(), id: z.string() })),
})
