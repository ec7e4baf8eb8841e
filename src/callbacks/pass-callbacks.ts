import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { inScope, type Scope } from '../scope.ts'
import { isOpen } from './lock-callback.ts'
import { callbacks } from './tables.ts'
import { canBeGiven } from './take-callback.ts'
import { writeCallback } from './write-callback.ts'

type Passing = {
  readonly fromSecretaryId: string
  /** Null: back to everybody. */
  readonly toSecretaryId: string | null
  readonly at: Date
}

/**
 * What one secretary has in hand passes to the next at the end of her shift; of clients that the next one does not work
 * for, back to everybody. Safe to repeat. Answers the clients whose callbacks passed, for their boards.
 */
export async function passCallbacks(
  tx: Transaction,
  scope: Scope,
  { fromSecretaryId, toSecretaryId, at }: Passing,
): Promise<number[]> {
  const hers = await tx
    .select()
    .from(callbacks)
    .where(and(inScope(scope, callbacks.clientId), eq(callbacks.takenById, fromSecretaryId), isOpen()))
    .orderBy(callbacks.clientId, callbacks.id)
    .for('update')
  const clientIds = new Set(hers.map(({ clientId }) => clientId))
  const next = new Map<number, string | null>()
  for (const clientId of clientIds)
    next.set(
      clientId,
      toSecretaryId && (await canBeGiven(tx, clientId, toSecretaryId)) ? toSecretaryId : null,
    )
  for (const callback of hers) {
    const change = {
      set: { takenById: next.get(callback.clientId) ?? null },
      verb: 'callback.given',
    } as const
    await writeCallback(tx, callback, change, { actor: scope.actor, at })
  }
  return [...clientIds]
}
