import { and, eq, isNull } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { inScope, type Scope } from '../scope.ts'
import { texts } from './tables.ts'

export type TextKey = { readonly clientId: number; readonly id: string }

/** Somebody at the console has looked at a text: it leaves the board. Who looked first counts; safe to repeat. */
export async function lookAtText(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  { clientId, id }: TextKey,
): Promise<void> {
  const isIt = and(eq(texts.clientId, clientId), eq(texts.id, id), inScope(scope, texts.clientId))
  const { actor } = scope
  const at = now()
  await db.transaction(async (tx) => {
    const looked = await tx
      .update(texts)
      .set({ lookedAt: at, lookedById: actor.id })
      .where(and(isIt, isNull(texts.lookedAt)))
      .returning({ id: texts.id })
    if (looked.length === 0) return findOrThrow(await tx.select({ id: texts.id }).from(texts).where(isIt), id)
    const subject = { kind: 'text', id }
    await recordAct(tx, { clientId, actor, verb: 'text.seen', subject, before: null, after: null, at })
  })
  live.changed([clientId])
}

function findOrThrow(found: readonly unknown[], id: string): void {
  if (found.length === 0) throw new AppError(404, 'notFound', `There is no text ${id}`)
}
