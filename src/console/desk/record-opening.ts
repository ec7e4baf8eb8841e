import { recordAct } from '../../acts/record-act.ts'
import type { Context } from '../../context.ts'
import type { SourceKey } from '../../messages/find-source.ts'
import type { Scope } from '../../scope.ts'

/** Writes down that she looked at it, or listened to it: who has seen a caller's words can be asked later. */
export async function recordOpening(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { actor }: Scope,
  { clientId, sourceKind, sourceId }: SourceKey,
  how: 'read' | 'heard',
): Promise<void> {
  const subject = { kind: sourceKind, id: sourceId }
  const act = { clientId, actor, verb: `${sourceKind}.${how}`, subject, before: null, after: null, at: now() }
  await recordAct(db, act)
}
