import { and, gte, lte } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { type Days, dayAfter, everyDay } from './period.ts'
import { countedDays } from './tables.ts'

/** Those of them whose calls are counted, on the agency's clock. */
export async function findCountedDays(db: Db, { first, last }: Days): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ day: countedDays.day })
    .from(countedDays)
    .where(and(gte(countedDays.day, first), lte(countedDays.day, last)))
  return new Set(rows.map(({ day }) => day))
}

/** The other days, those that follow each other as one: mostly the last one or two. */
export function uncountedRuns(days: Days, counted: ReadonlySet<string>): Days[] {
  const runs: { first: string; last: string }[] = []
  for (const day of everyDay(days)) {
    if (counted.has(day)) continue
    const run = runs.at(-1)
    if (run && dayAfter(run.last) === day) run.last = day
    else runs.push({ first: day, last: day })
  }
  return runs
}
