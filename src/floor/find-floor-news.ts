import { sql } from 'drizzle-orm'
import { agencySwitches } from '../agency/tables.ts'
import type { Db } from '../db/db.ts'
import { secretaries } from '../secretaries/tables.ts'
import { keptMs } from './relay/find-handed.ts'
import type { SecoursOn } from './secours/secours-bar.ts'
import { handOvers } from './tables.ts'

/** What every open page of the console is told of, beside stations and boards. */
export type FloorNews = {
  readonly secours: SecoursOn | null
  /** Whose hand-overs she has not opened yet, by secretary; the first first. */
  readonly handed: ReadonlyMap<string, readonly string[]>
}

type Handed = { readonly toId: string; readonly from: string }

/** One small statement, whoever looks: hand-overs that nobody opened are few. */
export function prepareFloorNews(db: Db) {
  const found = db
    .select({
      secours: sql<{ since: string; by: string } | null>`(
        select json_build_object('since', a.on_at, 'by', s.name)
        from ${agencySwitches} a join ${secretaries} s on s.id = a.on_by_id
        where a.name = 'secours' and a.off_at is null)`,
      handed: sql<readonly Handed[]>`(
        select coalesce(json_agg(json_build_object('toId', h.to_id, 'from', s.name) order by h.at), '[]')
        from ${handOvers} h join ${secretaries} s on s.id = h.from_id
        where h.to_id is not null and h.seen_at is null and h.opened_at is null
          and h.at > ${sql.placeholder('after')}::timestamptz)`,
    })
    .from(sql`(select 1) as once`)
    .prepare('floor_news')
  return async (now: Date): Promise<FloorNews> => {
    const [row] = await found.execute({ after: new Date(now.getTime() - keptMs).toISOString() })
    const byReader = Map.groupBy(row?.handed ?? [], ({ toId }) => toId)
    return {
      secours: row?.secours ? { since: new Date(row.secours.since), by: row.secours.by } : null,
      handed: new Map([...byReader].map(([toId, handed]) => [toId, handed.map(({ from }) => from)])),
    }
  }
}
