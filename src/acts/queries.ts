import { and, desc, eq, exists, inArray, not } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../db/db.ts'
import { acts } from './tables.ts'

type Done = {
  readonly clientId: number
  readonly verbs: readonly string[]
  readonly subjectIds: readonly string[]
}

/** What was done to these things and not taken back since, the latest first. */
export async function standingActs(
  db: Pick<Db, 'select'>,
  { clientId, verbs, subjectIds }: Done,
): Promise<(typeof acts.$inferSelect)[]> {
  if (subjectIds.length === 0) return []
  const undoing = alias(acts, 'undoing')
  const takenBack = db
    .select({ id: undoing.id })
    .from(undoing)
    .where(and(eq(undoing.clientId, acts.clientId), eq(undoing.undoes, acts.id)))
  return db
    .select()
    .from(acts)
    .where(
      and(
        eq(acts.clientId, clientId),
        inArray(acts.subjectId, [...subjectIds]),
        inArray(acts.verb, [...verbs]),
        not(exists(takenBack)),
      ),
    )
    .orderBy(desc(acts.at), desc(acts.id))
}
