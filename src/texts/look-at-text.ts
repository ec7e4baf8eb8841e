import { and, eq, isNull } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { findText, type TextKey } from './find-text.ts'
import { texts } from './tables.ts'

/** Somebody at the console has looked at a text: it leaves the board. Who looked first counts; safe to repeat. */
export async function lookAtText(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  { clientId, textId: id }: TextKey,
): Promise<void> {
  const { actor } = scope
  const at = now()
  await db.transaction(async (tx) => {
    if (!(await findText(tx, scope, { clientId, textId: id })))
      throw new AppError(404, 'notFound', `There is no text ${id}`)
    const looked = await tx
      .update(texts)
      .set({ lookedAt: at, lookedById: actor.id })
      .where(and(eq(texts.clientId, clientId), eq(texts.id, id), isNull(texts.lookedAt)))
      .returning({ id: texts.id })
    if (looked.length === 0) return
    const subject = { kind: 'text', id }
    await recordAct(tx, { clientId, actor, verb: 'text.seen', subject, before: null, after: null, at })
  })
  live.changed([clientId])
}
