import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { CallbackState } from './states.ts'
import { callbacks } from './tables.ts'

export type CallbackKey = { readonly clientId: number; readonly callbackId: string }
export type Callback = typeof callbacks.$inferSelect

export const isCallback = ({ clientId, callbackId }: CallbackKey) =>
  and(eq(callbacks.clientId, clientId), eq(callbacks.id, callbackId))

/** Nobody else changes it until the transaction ends. */
export async function lockCallback(tx: Transaction, key: CallbackKey): Promise<Callback | null> {
  const [found] = await tx.select().from(callbacks).where(isCallback(key)).for('update')
  return found ?? null
}

const standing: CallbackState[] = ['open', 'undecided']
export const isOpen = () => inArray(callbacks.state, standing)

/** The one that is open for a number. */
export async function lockOpenOne(
  tx: Transaction,
  { clientId, number }: { readonly clientId: number; readonly number: PhoneNumber | null },
): Promise<Callback | null> {
  if (!number) return null
  const [found] = await tx
    .select()
    .from(callbacks)
    .where(and(eq(callbacks.clientId, clientId), eq(callbacks.number, number), isOpen()))
    .for('update')
  return found ?? null
}
