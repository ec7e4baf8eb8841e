import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import type { Scope } from '../scope.ts'
import { readDraft } from './find-draft.ts'
import { lockSource, type SourceKey } from './find-source.ts'
import { findThrownDraft } from './find-thrown-draft.ts'
import { type TakenOver, takenOver, writeDraft } from './save-draft.ts'
import { type AlreadySent, sentSince } from './sent-since.ts'

/** She has back what she threw away, unless somebody writes or has sent the slip since. Safe to repeat. */
export async function restoreDraft(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  key: SourceKey,
): Promise<'restored' | 'nothing' | TakenOver | AlreadySent> {
  const { clientId, sourceKind, sourceId } = key
  const at = now()
  const outcome = await db.transaction(async (tx) => {
    await lockSource(tx, scope, key)
    const standing = await readDraft(tx, key)
    if (standing) return standing.secretaryId === scope.actor.id ? 'restored' : takenOver(standing)
    const thrown = await findThrownDraft(tx, { ...key, secretaryId: scope.actor.id, now: at })
    if (!thrown) return 'nothing'
    const sent = await sentSince(tx, key, thrown.fields)
    if (sent) return sent
    await writeDraft(tx, scope, { ...key, fields: thrown.fields }, thrown.version + 1, at)
    await recordAct(tx, {
      ...{ clientId, actor: scope.actor, verb: 'draft.restored', undoes: thrown.actId, at },
      ...{ subject: { kind: sourceKind, id: sourceId }, before: null, after: thrown.fields },
    })
    return 'restored'
  })
  live.changed([clientId])
  return outcome
}
