import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { type LiveState, type LiveStep, nextState, statesBefore } from './states.ts'
import { liveCalls } from './tables.ts'

export type LiveKey = { readonly clientId: number; readonly callId: string }
export type LiveCall = typeof liveCalls.$inferSelect
type Changes = Partial<Omit<typeof liveCalls.$inferInsert, 'clientId' | 'callId' | 'state'>>

/**
 * One step of a live call, if it is possible as the call stands, and `only` holds: then the row as it is after it.
 * Null: nothing was changed.
 */
export async function takeStep(
  tx: Transaction,
  key: LiveKey,
  step: LiveStep,
  { only, ...changes }: Changes & { only?: SQL | undefined } = {},
): Promise<LiveCall | null> {
  const [row] = await tx
    .update(liveCalls)
    .set({ ...changes, state: after(step) })
    .where(and(isLive(key), inArray(liveCalls.state, statesBefore(step)), only))
    .returning()
  return row ?? null
}

export const isLive = ({ clientId, callId }: LiveKey) =>
  and(eq(liveCalls.clientId, clientId), eq(liveCalls.callId, callId))

/** We rang him: he never waited for a secretary, and is not to. */
export const isOutgoing = ({ queuedAt }: Pick<LiveCall, 'queuedAt'>): boolean => queuedAt === null

/** The call under way as it stands; nobody else changes it until the transaction ends. */
export async function lockLive(tx: Transaction, key: LiveKey): Promise<LiveCall | null> {
  const [row] = await tx.select().from(liveCalls).where(isLive(key)).for('update')
  return row ?? null
}

/** The state that follows, by the one it is in. */
function after(step: LiveStep): SQL<LiveState> {
  const cases = statesBefore(step).map((state) => sql`when ${state} then ${nextState(state, step)}`)
  return sql`case ${liveCalls.state} ${sql.join(cases, sql` `)} end`
}
