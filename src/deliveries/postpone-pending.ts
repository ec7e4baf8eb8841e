import { and, eq, lt } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { deliveries } from './tables.ts'

type OfNotice = { readonly clientId: number; readonly appointmentNoticeId: string }

const isPending = ({ clientId, appointmentNoticeId }: OfNotice) =>
  and(
    eq(deliveries.clientId, clientId),
    eq(deliveries.appointmentNoticeId, appointmentNoticeId),
    eq(deliveries.state, 'pending'),
  )

/** What no worker has taken yet of a notice; held until the transaction ends. */
export const findPending = (tx: Transaction, notice: OfNotice) =>
  tx
    .select({ channel: deliveries.channel, dueAt: deliveries.dueAt })
    .from(deliveries)
    .where(isPending(notice))
    .for('update')

/** It waits until then at least. */
export async function postponeUntil(tx: Transaction, notice: OfNotice, dueAt: Date): Promise<void> {
  await tx
    .update(deliveries)
    .set({ dueAt, enqueuedAt: null })
    .where(and(isPending(notice), lt(deliveries.dueAt, dueAt)))
}
