import { isNotNull, min, sql } from 'drizzle-orm'
import { calls } from '../calls/tables.ts'
import type { Context } from '../context.ts'
import type { Db, Transaction } from '../db/db.ts'
import { localTime } from '../rules/local-time.ts'
import { agencyTimeZone } from '../secretaries/agency-time-zone.ts'
import { findCountedDays, uncountedRuns } from './counted-days.ts'
import { isWithin } from './find-levels.ts'
import { rawColumns, storedColumns } from './level-columns.ts'
import { offeredCalls } from './offered-calls.ts'
import { everyDay, oldestDay } from './period.ts'
import { countedDays, levelDays, levelHours } from './tables.ts'

/** By then a day's last call is over and everything is known of it (calls/conclude.ts asks the exchange after four hours). */
const settledAfterMs = 6 * 60 * 60 * 1000
/** More are left for the next time: after a first start there may be years of them. */
const atATime = 31

/** Counts the days that are over, once each, so that reports need not read their calls. */
export async function countDays({ db, log, now }: Pick<Context, 'db' | 'log' | 'now'>): Promise<void> {
  const at = now()
  const last = localTime(new Date(at.getTime() - settledAfterMs), agencyTimeZone).yesterday.date
  const first = await findFirstDay(db, last)
  if (!first || first > last) return
  const runs = uncountedRuns({ first, last }, await findCountedDays(db, { first, last }))
  const due = runs.flatMap(everyDay).slice(0, atATime)
  for (const day of due) await db.transaction((tx) => countDay(tx, day, at))
  if (due.length > 0) log.info({ event: 'levels.counted', days: due.length })
}

/** Reports reach no further back than some years. */
async function findFirstDay(db: Db, last: string): Promise<string | null> {
  const [found] = await db
    .select({ at: min(calls.queuedAt) })
    .from(calls)
    .where(isNotNull(calls.queuedAt))
  if (!found?.at) return null
  const { date } = localTime(found.at, agencyTimeZone).today
  return date > oldestDay(last) ? date : oldestDay(last)
}

/** A second process that counts the same day waits for the first, and then leaves it. */
async function countDay(tx: Transaction, day: string, at: Date): Promise<void> {
  const claimed = await tx
    .insert(countedDays)
    .values({ day, countedAt: at })
    .onConflictDoNothing()
    .returning({ day: countedDays.day })
  if (claimed.length === 0) return
  const offered = offeredCalls(isWithin({ first: day, last: day }, agencyTimeZone), agencyTimeZone)
  for (const [table, keys] of [
    [levelHours, sql`day, hour, team, secretary_id`],
    [levelDays, sql`client_id, day, team, secretary_id`],
  ] as const)
    await tx.execute(sql`insert into ${table} (${keys}, ${storedColumns})
      select ${keys}, ${rawColumns} from ${offered} offered group by ${keys}`)
}
