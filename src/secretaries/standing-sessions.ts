import { and, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { absoluteMs, idleMs } from './session.ts'
import { secretaries, sessions } from './tables.ts'

/** Which of these sessions still stand: neither ended nor lapsed, of somebody who may still sign in. */
export async function findStandingSessions(
  db: Db,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(secretaries, eq(secretaries.id, sessions.secretaryId))
    .where(and(inArray(sessions.id, [...ids]), isStanding(now)))
  return new Set(rows.map(({ id }) => id))
}

const isStanding = (now: Date): SQL | undefined =>
  and(
    isNull(sessions.endedAt),
    isNull(secretaries.disabledAt),
    gt(sessions.usedAt, new Date(now.getTime() - idleMs)),
    gt(sessions.createdAt, new Date(now.getTime() - absoluteMs)),
  )

/** Their consoles are open: they are on duty. It is no use of the session, which may lapse meanwhile. */
export async function keepOnDuty(db: Db, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(sessions)
    .set({ seenAt: now })
    .where(inArray(sessions.id, [...ids]))
}
