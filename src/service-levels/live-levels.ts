import { sql } from 'drizzle-orm'
import { calls } from '../calls/tables.ts'
import type { Db } from '../db/db.ts'
import { instantOf } from '../rules/instant-of.ts'
import { localTime } from '../rules/local-time.ts'
import { agencyTimeZone } from '../secretaries/agency-time-zone.ts'
import { levelOf, rawLevelColumns } from './level-columns.ts'
import { type Counts, sumOf } from './levels.ts'
import { offeredCalls } from './offered-calls.ts'

/** How it goes today, on the agency's clock, for some clients. */
export type LiveLevels = {
  readonly today: Counts
  readonly waiting: number
  /** Since when he waits who waits longest. */
  readonly waitingSince: Date | null
}

type Today = { readonly counts: Counts; readonly waitingSince: Date | null }

/** What everybody who looks is told from, without asking anew: a board may be sent many times a second. */
const freshMs = 5_000

/**
 * Of today's calls, one small statement every few seconds for all boards of a process: what it costs goes by the calls
 * of the day, not by how many clients there are or how many look.
 */
export function prepareLiveLevels(db: Db) {
  const since = sql`${calls.queuedAt} >= ${sql.placeholder('since')}::timestamptz`
  const found = db
    .select({
      clientId: sql<number>`client_id`,
      waitingSince: sql<Date | null>`min(queued_at) filter (where fate = 'waiting')`.mapWith(calls.queuedAt),
      ...rawLevelColumns,
    })
    .from(sql`${offeredCalls(since, agencyTimeZone)} offered`)
    .groupBy(sql`client_id`)
    .prepare('live_levels')
  const read = async (now: Date): Promise<ReadonlyMap<number, Today>> => {
    const midnight = instantOf(localTime(now, agencyTimeZone).today.date, '00:00', agencyTimeZone)
    const rows = await found.execute({ since: midnight.toISOString() })
    return new Map(
      rows.map(({ clientId, waitingSince, ...row }) => [clientId, { waitingSince, ...levelOf(row) }]),
    )
  }
  let last: { readonly at: number; readonly reading: ReturnType<typeof read> } | null = null
  return async (now: Date): Promise<(clientIds: readonly number[]) => LiveLevels> => {
    if (!last || Math.abs(now.getTime() - last.at) >= freshMs) {
      const reading = read(now)
      last = { at: now.getTime(), reading }
      // The next who looks asks anew.
      reading.catch(() => {
        last = null
      })
    }
    const today = await last.reading
    return (clientIds) => levelsOf(clientIds.flatMap((id) => today.get(id) ?? []))
  }
}

function levelsOf(theirs: readonly Today[]): LiveLevels {
  const since = theirs.flatMap(({ waitingSince }) => waitingSince?.getTime() ?? [])
  const today = sumOf(theirs.map(({ counts }) => counts))
  const waitingSince = since.length > 0 ? new Date(Math.min(...since)) : null
  return { today, waiting: today.waiting, waitingSince }
}

type Listed = { readonly queuedAt: Date | null }

/**
 * As the list beside it shows them who wait, since what was read some seconds ago would contradict it; unless there
 * are more than it shows.
 */
export function withWaiting(levels: LiveLevels, listed: readonly Listed[], mostListed: number): LiveLevels {
  if (listed.length >= mostListed) return levels
  const since = listed.flatMap(({ queuedAt }) => queuedAt?.getTime() ?? [])
  const waitingSince = since.length > 0 ? new Date(Math.min(...since)) : null
  return { ...levels, waiting: listed.length, waitingSince }
}
