import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import type { Scope } from '../scope.ts'
import type { CallKey } from './find-call.ts'
import { type HeldBy, isHeldByAnother, lockHandling, passCall } from './pass-call.ts'

/** `from`: who looked after it when she looked, or nobody. */
export type Relieving = CallKey & { readonly from: string | null }

/**
 * She goes on with a call that a colleague has left lying, or takes one that nobody has. What was noted stays, a slip
 * that was begun goes with it, and the colleague is told on her board. Safe to repeat.
 */
export async function relieveCall(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  relieving: Relieving,
): Promise<'relieved' | HeldBy> {
  const outcome = await db.transaction((tx) => relieve(tx, scope, relieving, now()))
  live.changed([relieving.clientId])
  return outcome
}

async function relieve(
  tx: Transaction,
  scope: Scope,
  { from, ...key }: Relieving,
  at: Date,
): Promise<'relieved' | HeldBy> {
  const { handling } = await lockHandling(tx, scope, key)
  if (handling?.secretaryId === scope.actor.id) return 'relieved'
  const held = isHeldByAnother(handling, from)
  if (held) return held
  const passed = await passCall(tx, scope, { ...key, to: scope.actor.id, givenById: null, handling }, at)
  return passed === 'passed' ? 'relieved' : passed
}
