import { eq, lt, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { signInFailures } from './tables.ts'

/** What is counted: tries that cost nothing, then a pause that doubles from one second up to `mostSeconds`. */
export type Limit = { readonly subject: string; readonly free: number; readonly mostSeconds: number }

const forgottenAfterMs = 24 * 3_600_000

/**
 * Counts a try before it is looked at, so that a thousand at once are not a thousand guesses. Answers how many seconds
 * she is to wait, 0 when the try may go on; a try during a pause counts for nothing and does not prolong it.
 */
export async function takeAttempt({ db, now }: Pick<Context, 'db' | 'now'>, limit: Limit): Promise<number> {
  const at = now()
  const [taken] = await countTry(db, limit, at)
  if (taken) return 0
  const [row] = await db.select().from(signInFailures).where(eq(signInFailures.subject, limit.subject))
  const ms = (row?.blockedUntil?.getTime() ?? 0) - at.getTime()
  return Math.max(1, Math.ceil(ms / 1000))
}

function countTry(db: Db, { subject, free, mostSeconds }: Limit, at: Date) {
  const { failures, lastAt, blockedUntil } = signInFailures
  const forgotten = new Date(at.getTime() - forgottenAfterMs)
  const count = sql`case when ${lastAt} < ${forgotten.toISOString()}::timestamptz then 1 else ${failures} + 1 end`
  // Beyond 2^20 the pause is at its longest anyway.
  const pause = sql`least(${mostSeconds}, power(2, least(20, ${failures} - ${free})))`
  return db
    .insert(signInFailures)
    .values({ subject, failures: 1, lastAt: at, blockedUntil: null })
    .onConflictDoUpdate({
      target: signInFailures.subject,
      set: {
        failures: count,
        lastAt: at,
        blockedUntil: sql`case when ${lastAt} >= ${forgotten.toISOString()}::timestamptz and ${failures} >= ${free}
          then ${at.toISOString()}::timestamptz + make_interval(secs => ${pause}) end`,
      },
      setWhere: sql`${blockedUntil} is null or ${blockedUntil} <= ${at.toISOString()}::timestamptz`,
    })
    .returning({ subject: signInFailures.subject })
}

/** After a try that was right; what nobody has tried for two days goes as well. */
export async function forgiveAttempts(
  { db, now }: Pick<Context, 'db' | 'now'>,
  subject: string,
): Promise<void> {
  await db.delete(signInFailures).where(eq(signInFailures.subject, subject))
  await db
    .delete(signInFailures)
    .where(lt(signInFailures.lastAt, new Date(now().getTime() - 2 * forgottenAfterMs)))
}

/** The try of somebody who shares the address with others does not count against them. */
export async function returnAttempt({ db }: Pick<Context, 'db'>, subject: string): Promise<void> {
  await db
    .update(signInFailures)
    .set({ failures: sql`greatest(0, ${signInFailures.failures} - 1)`, blockedUntil: null })
    .where(eq(signInFailures.subject, subject))
}
