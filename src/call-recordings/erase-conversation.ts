import { recordAct } from '../acts/record-act.ts'
import { askRemoval } from '../calls/ask-removal.ts'
import { type RemovalContext, removeRecording } from '../calls/remove-recording.ts'
import type { Scope } from '../scope.ts'

/** A supervisor erases it, as the caller asks her to. What cannot be proved to be gone now is tried again by itself. */
export async function eraseConversation(
  context: RemovalContext,
  { actor }: Scope,
  { clientId, id }: { readonly clientId: number; readonly id: string },
): Promise<void> {
  const at = context.now()
  const asked = await context.db.transaction(async (tx) => {
    const ids = await askRemoval(tx, { clientId, ids: [id], reason: 'objection', byId: actor.id, at })
    const subject = { kind: 'recording', id }
    const act = { clientId, actor, verb: 'recording.removed', subject, before: null, after: null, at }
    if (ids.length > 0) await recordAct(tx, act)
    return ids.length > 0
  })
  if (asked) await removeRecording(context, { clientId, id })
}
