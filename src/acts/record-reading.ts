import type { Context } from '../context.ts'
import type { Scope } from '../scope.ts'
import { recordAct } from './record-act.ts'

export type Reading = {
  readonly clientId: number
  /** `heard`: the audio was fetched from its beginning. */
  readonly verb: `${'message' | 'digest' | 'availability' | 'settings'}.read` | 'message.heard'
  readonly subject: { readonly kind: 'message' | 'digest' | 'executive'; readonly id: string }
}

/** Writes down that somebody looked: who may ask later who has seen a caller's words gets an answer. */
export async function recordReading(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { actor, only }: Scope,
  reading: Reading,
): Promise<void> {
  const authority = only ? { authority: 'link' } : {}
  await db.transaction((tx) =>
    recordAct(tx, { ...reading, ...authority, actor, before: null, after: null, at: now() }),
  )
}
