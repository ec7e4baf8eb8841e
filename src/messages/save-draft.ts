import { isDeepStrictEqual } from 'node:util'
import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import type { Scope } from '../scope.ts'
import { type FoundDraft, isDraft, readDraft, type SlipForm } from './find-draft.ts'
import { lockSource, type SourceKey } from './find-source.ts'
import { type AlreadySent, sentSince } from './sent-since.ts'
import { slipDrafts } from './tables.ts'

export type DraftToSave = SourceKey & {
  readonly fields: SlipForm
  /** The version that she began from; 0 when there was none. */
  readonly seenVersion: number
}

export type SavedDraft = { readonly kind: 'saved'; readonly version: number } | TakenOver | AlreadySent

/** What stands is somebody else's, or newer than what she saw. Nothing was overwritten. */
export type TakenOver = {
  readonly kind: 'takenOver'
  readonly by: string
  readonly secretaryId: string
  readonly version: number
  readonly fields: SlipForm
}

type DraftContext = Pick<Context, 'db' | 'live' | 'now'>

/**
 * Saves what she has written so far, if nobody wrote since she last looked. The same again is saved already, so
 * that a repeated request does no harm; a draft that was discarded meanwhile is begun anew.
 */
export async function saveDraft(
  { db, live, now }: DraftContext,
  scope: Scope,
  draft: DraftToSave,
): Promise<SavedDraft> {
  const saved = await db.transaction(async (tx) => {
    await lockSource(tx, scope, draft)
    const sent = await sentSince(tx, draft, draft.fields)
    if (sent) return sent
    const standing = await readDraft(tx, draft)
    if (!standing) return writeDraft(tx, scope, draft, draft.seenVersion + 1, now())
    const isHers = standing.secretaryId === scope.actor.id
    if (isHers && isDeepStrictEqual(standing.fields, draft.fields))
      return { kind: 'saved', version: standing.version } as const
    if (!isHers || standing.version !== draft.seenVersion) return takenOver(standing)
    return writeDraft(tx, scope, draft, standing.version + 1, now())
  })
  // Boards say that somebody is writing; later saves change nothing there.
  if (saved.kind === 'saved' && draft.seenVersion === 0) live.changed([draft.clientId])
  return saved
}

/**
 * She goes on with what somebody else began: said in so many words, never by saving alone. `seenVersion` is the
 * draft that she was shown; another one that stands by now is shown first.
 */
export async function takeOverDraft(
  { db, live, now }: DraftContext,
  scope: Scope,
  key: SourceKey & { readonly seenVersion: number },
): Promise<SavedDraft | { readonly kind: 'noDraft' }> {
  const taken = await db.transaction(async (tx) => {
    await lockSource(tx, scope, key)
    const standing = await readDraft(tx, key)
    if (!standing) return { kind: 'noDraft' } as const
    const { version, secretaryId } = standing
    if (secretaryId === scope.actor.id) return { kind: 'saved', version } as const
    if (version !== key.seenVersion) return takenOver(standing)
    const { clientId, sourceKind, sourceId } = key
    await recordAct(tx, {
      ...{ clientId, actor: scope.actor, verb: 'draft.takenOver' },
      subject: { kind: sourceKind, id: sourceId },
      before: { secretaryId },
      after: { secretaryId: scope.actor.id },
      at: now(),
    })
    return writeDraft(tx, scope, { ...key, fields: standing.fields }, version + 1, now())
  })
  live.changed([key.clientId])
  return taken
}

export const takenOver = ({ by, secretaryId, version, fields }: FoundDraft): TakenOver => ({
  kind: 'takenOver',
  ...{ by, secretaryId, version, fields },
})

/** In the version that the caller has judged right; he holds the source. */
export async function writeDraft(
  tx: Transaction,
  { actor }: Scope,
  { clientId, sourceKind, sourceId, fields }: SourceKey & { readonly fields: SlipForm },
  version: number,
  savedAt: Date,
) {
  const content = { secretaryId: actor.id, fields, version, savedAt }
  await tx
    .insert(slipDrafts)
    .values({ clientId, sourceKind, sourceId, ...content })
    .onConflictDoUpdate({ target: [slipDrafts.clientId, slipDrafts.sourceId], set: content })
  return { kind: 'saved', version } as const
}

/** Hers alone, once she has sent it or thrown it away. */
export const removeDraft = (tx: Transaction, key: SourceKey) => tx.delete(slipDrafts).where(isDraft(key))
