import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { secretaries, sessions } from './tables.ts'

/** A console says every 15 s that it is open: three times without a word, and she has left it. */
export const onDutyForMs = 50_000

export type OnDuty = Awaited<ReturnType<ReturnType<typeof prepareOnDuty>>>[number]

/** Who has a console open, by name. */
export function prepareOnDuty(db: Db) {
  const onDuty = db
    .selectDistinct({ id: secretaries.id, name: secretaries.name, role: secretaries.role })
    .from(sessions)
    .innerJoin(secretaries, eq(secretaries.id, sessions.secretaryId))
    .where(
      and(
        gt(sessions.seenAt, sql.placeholder('since')),
        isNull(sessions.endedAt),
        isNull(secretaries.disabledAt),
      ),
    )
    .orderBy(asc(secretaries.name))
    .prepare('board_on_duty')
  return (now: Date) => onDuty.execute({ since: new Date(now.getTime() - onDutyForMs).toISOString() })
}
