import { and, desc, eq, exists, gt, not } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { acts } from '../acts/tables.ts'
import type { Db } from '../db/db.ts'
import type { SlipForm } from './find-draft.ts'
import type { SourceKey } from './find-source.ts'

/** So long she can have back what she threw away. */
const returnableMs = 30 * 60_000

/** A draft that she threw away a while ago, as it stood. */
export type ThrownDraft = {
  readonly actId: string
  readonly at: Date
  readonly fields: SlipForm
  readonly version: number
}

type Asked = Pick<SourceKey, 'clientId' | 'sourceKind' | 'sourceId'> & {
  readonly secretaryId: string
  readonly now: Date
}

/** The last one of hers that she has not taken back; null when there is none, or it was too long ago. */
export async function findThrownDraft(
  db: Pick<Db, 'select'>,
  { clientId, sourceKind, sourceId, secretaryId, now }: Asked,
): Promise<ThrownDraft | null> {
  const undoing = alias(acts, 'undoing')
  const takenBack = db
    .select({ id: undoing.id })
    .from(undoing)
    .where(and(eq(undoing.clientId, acts.clientId), eq(undoing.undoes, acts.id)))
  const [found] = await db
    .select({ actId: acts.id, at: acts.at, before: acts.before })
    .from(acts)
    .where(
      and(
        ...[eq(acts.clientId, clientId), eq(acts.subjectKind, sourceKind), eq(acts.subjectId, sourceId)],
        ...[eq(acts.verb, 'draft.discarded'), eq(acts.actorId, secretaryId)],
        gt(acts.at, new Date(now.getTime() - returnableMs)),
        not(exists(takenBack)),
      ),
    )
    .orderBy(desc(acts.at), desc(acts.id))
    .limit(1)
  const thrown = thrownSchema.safeParse(found?.before)
  return found && thrown.success ? { actId: found.actId, at: found.at, ...thrown.data } : null
}

const thrownSchema = z.object({
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  version: z.number().int(),
})
