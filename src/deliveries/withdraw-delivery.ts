import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { deliveries } from './tables.ts'

/** `neverSent`: it will not arrive anyway. `maybeSent`: it has gone out, or nobody knows. */
export type Withdrawal = 'withdrawn' | 'neverSent' | 'maybeSent'

type OfNotice = { readonly clientId: number } & (
  | { readonly noticeId: string }
  | { readonly appointmentNoticeId: string }
)

/** Keeps a notice from going out, if no worker has taken it yet. Safe to repeat. */
export async function withdrawDelivery(tx: Transaction, notice: OfNotice): Promise<Withdrawal> {
  const ofNotice = and(
    eq(deliveries.clientId, notice.clientId),
    'noticeId' in notice
      ? eq(deliveries.noticeId, notice.noticeId)
      : eq(deliveries.appointmentNoticeId, notice.appointmentNoticeId),
  )
  const withdrawn = await tx
    .update(deliveries)
    .set({ state: 'suppressed', failure: 'withdrawn', dueAt: null, enqueuedAt: null })
    .where(and(ofNotice, eq(deliveries.state, 'pending')))
    .returning({ id: deliveries.id })
  const over = inArray(deliveries.state, ['failed', 'suppressed'])
  const ended = await tx.$count(deliveries, and(ofNotice, over))
  if (ended < (await tx.$count(deliveries, ofNotice))) return 'maybeSent'
  if (withdrawn.length > 0) return 'withdrawn'
  return ended > 0 ? 'neverSent' : 'maybeSent'
}
