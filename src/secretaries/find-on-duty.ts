import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { secretaries, sessions } from './tables.ts'

/** A console says every 15 s that it is open: three times without a word, and she has left it. */
export const onDutyForMs = 50_000

/** Who has a console open, by name. */
export function findOnDuty(db: Db, now: Date) {
  return db
    .selectDistinct({ id: secretaries.id, name: secretaries.name, role: secretaries.role })
    .from(sessions)
    .innerJoin(secretaries, eq(secretaries.id, sessions.secretaryId))
    .where(
      and(
        gt(sessions.seenAt, new Date(now.getTime() - onDutyForMs)),
        isNull(sessions.endedAt),
        isNull(secretaries.disabledAt),
      ),
    )
    .orderBy(asc(secretaries.name))
}
