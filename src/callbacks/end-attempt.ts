import { and, eq, isNull } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import type { Hours } from '../rules/hours.ts'
import { actorOf } from './actor-of.ts'
import { type Callback, lockCallback } from './lock-callback.ts'
import { afterAttempt } from './plan.ts'
import type { AttemptOutcome } from './states.ts'
import { callbackAttempts } from './tables.ts'
import { tellOutcome } from './tell-outcome.ts'
import { writeCallback } from './write-callback.ts'

export type EndingAttempt = {
  readonly clientId: number
  readonly callId: string
  readonly outcome: AttemptOutcome
  readonly at: Date
}

/** `again`: it had ended before, and the first word holds. `unknown`: that call was for no callback. */
export type EndedAttempt = 'ended' | 'again' | 'unknown'

/** How an outgoing call for a callback went: talked with him and it is kept, else its next try is set. Safe to repeat. */
export async function endAttempt(
  tx: Transaction,
  { clientId, callId, outcome, at }: EndingAttempt,
): Promise<EndedAttempt> {
  const isOfCall = and(eq(callbackAttempts.clientId, clientId), eq(callbackAttempts.callId, callId))
  const [attempt] = await tx.select().from(callbackAttempts).where(isOfCall)
  if (!attempt) return 'unknown'
  const callback = await lockCallback(tx, { clientId, callbackId: attempt.callbackId })
  if (!callback) return 'unknown'
  const ended = await tx
    .update(callbackAttempts)
    .set({ endedAt: at, outcome })
    .where(and(isOfCall, isNull(callbackAttempts.endedAt)))
    .returning({ id: callbackAttempts.id })
  if (ended.length === 0) return 'again'
  await follow(tx, callback, { outcome, at, secretaryId: attempt.secretaryId, note: null })
  return 'ended'
}

type Tried = {
  readonly outcome: AttemptOutcome
  readonly at: Date
  readonly secretaryId: string
  readonly note: string | null
}

/** What an attempt makes of a callback, which is locked. */
export async function follow(tx: Transaction, callback: Callback, tried: Tried): Promise<void> {
  const { outcome, at, secretaryId, note } = tried
  const set = afterAttempt(callback, { outcome, at }, await hoursOf(tx, callback.clientId))
  if (!set) return
  const doing = { actor: await actorOf(tx, secretaryId), at }
  const isKept = set.state === 'kept'
  const ending = isKept ? { endedById: secretaryId, endNote: note } : {}
  const verb = isKept ? 'callback.kept' : 'callback.tried'
  const { after } = await writeCallback(tx, callback, { set: { ...set, ...ending }, verb, note }, doing)
  if (isKept) await tellOutcome(tx, after, at)
}

export async function hoursOf(tx: Pick<Transaction, 'select'>, clientId: number): Promise<Hours> {
  const [client] = await tx
    .select({ hours: clients.hours })
    .from(clients)
    .where(eq(clients.clientId, clientId))
  if (!client) throw new Error(`There is no client ${clientId}`)
  return client.hours
}
