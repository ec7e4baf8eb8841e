import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { deliveries } from './tables.ts'

/** `neverSent`: it will not arrive anyway. `maybeSent`: it has gone out, or nobody knows. */
export type Withdrawal = 'withdrawn' | 'neverSent' | 'maybeSent'

/** Keeps a notice from going out, if no worker has taken it yet. Safe to repeat. */
export async function withdrawDelivery(
  tx: Transaction,
  { clientId, noticeId }: { clientId: number; noticeId: string },
): Promise<Withdrawal> {
  const ofNotice = and(eq(deliveries.clientId, clientId), eq(deliveries.noticeId, noticeId))
  const withdrawn = await tx
    .update(deliveries)
    .set({ state: 'suppressed', failure: 'withdrawn', dueAt: null, enqueuedAt: null })
    .where(and(ofNotice, eq(deliveries.state, 'pending')))
    .returning({ id: deliveries.id })
  if (withdrawn.length > 0) return 'withdrawn'
  const ended = inArray(deliveries.state, ['failed', 'suppressed'])
  return (await tx.$count(deliveries, and(ofNotice, ended))) > 0 ? 'neverSent' : 'maybeSent'
}
