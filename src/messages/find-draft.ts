import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import type { Scope } from '../scope.ts'
import { secretaries } from '../secretaries/tables.ts'
import { findSource, type SourceKey } from './find-source.ts'
import { slipDrafts } from './tables.ts'

/** What stands in the form, by the names of its fields; those that may be picked several times are lists. */
export type SlipForm = Readonly<Record<string, string | readonly string[]>>

/** A slip that somebody is writing. */
export type FoundDraft = {
  readonly fields: SlipForm
  readonly version: number
  readonly savedAt: Date
  readonly secretaryId: string
  /** Who writes it. */
  readonly by: string
}

/** Null when nobody is writing; throws 404 where the call or text is not hers. */
export async function findDraft(
  db: Pick<Db, 'select'>,
  scope: Scope,
  key: SourceKey,
): Promise<FoundDraft | null> {
  await findSource(db, scope, key)
  return readDraft(db, key)
}

export async function readDraft(
  db: Pick<Db, 'select'>,
  { clientId, sourceId }: SourceKey,
): Promise<FoundDraft | null> {
  const { fields, version, savedAt, secretaryId } = slipDrafts
  const [draft] = await db
    .select({ fields, version, savedAt, secretaryId, by: secretaries.name })
    .from(slipDrafts)
    .leftJoin(secretaries, eq(secretaries.id, slipDrafts.secretaryId))
    .where(isDraft({ clientId, sourceId }))
  return draft ? { ...draft, by: draft.by ?? '' } : null
}

export const isDraft = ({ clientId, sourceId }: Pick<SourceKey, 'clientId' | 'sourceId'>) =>
  and(eq(slipDrafts.clientId, clientId), eq(slipDrafts.sourceId, sourceId))
