import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import type { Scope } from '../scope.ts'
import { readDraft } from './find-draft.ts'
import { lockSource, type SourceKey } from './find-source.ts'
import { removeDraft, type TakenOver, takenOver } from './save-draft.ts'

/** Throws her draft away; somebody else's she takes over first. The act keeps it for `restoreDraft`. Safe to repeat. */
export async function discardDraft(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  key: SourceKey,
): Promise<'discarded' | 'noDraft' | TakenOver> {
  const { clientId, sourceKind, sourceId } = key
  const outcome = await db.transaction(async (tx) => {
    await lockSource(tx, scope, key)
    const standing = await readDraft(tx, key)
    if (!standing) return 'noDraft'
    if (standing.secretaryId !== scope.actor.id) return takenOver(standing)
    await removeDraft(tx, key)
    await recordAct(tx, {
      ...{ clientId, actor: scope.actor, verb: 'draft.discarded' },
      subject: { kind: sourceKind, id: sourceId },
      before: { fields: standing.fields, version: standing.version },
      after: null,
      at: now(),
    })
    return 'discarded'
  })
  live.changed([clientId])
  return outcome
}
