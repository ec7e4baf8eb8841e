import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { insertDeliveries } from '../../deliveries/insert-deliveries.ts'
import { findPending } from '../../deliveries/postpone-pending.ts'
import { withdrawDelivery } from '../../deliveries/withdraw-delivery.ts'
import type { Appointment } from '../appointment.ts'
import type { Known } from './decide.ts'
import type { Notice } from './join-notice.ts'
import { appointmentNotices } from './tables.ts'

/**
 * What the caller has heard of an appointment, once all that he has not is taken back: a second change within the wait
 * replaces the first.
 */
export async function findKnown(
  tx: Transaction,
  { clientId, id }: Appointment,
  now: Date,
): Promise<Known | null> {
  const told = await tx
    .select()
    .from(appointmentNotices)
    .where(
      and(
        eq(appointmentNotices.clientId, clientId),
        eq(appointmentNotices.appointmentId, id),
        isNull(appointmentNotices.executiveId),
        isNull(appointmentNotices.withdrawnAt),
      ),
    )
    .orderBy(asc(appointmentNotices.createdAt), asc(appointmentNotices.sequence))
  let heard: Known | null = null
  let before: Known | null = null
  for (const notice of told) {
    const wentOut = !(await takeBack(tx, notice, now))
    if (wentOut && notice.told && notice.kind !== 'offer') heard = { told: notice.told, heard: true }
    if (!wentOut && notice.former) before ??= { told: notice.former, heard: false }
  }
  return heard ?? before
}

/** Whether it had not gone out. Those that were to be told with it are told without it. */
async function takeBack(tx: Transaction, notice: Notice, now: Date): Promise<boolean> {
  const { clientId, id, toldWith } = notice
  const carrier = { clientId, appointmentNoticeId: toldWith ?? id }
  const pending = await findPending(tx, carrier)
  if (toldWith && pending.length === 0) return !(await hasGone(tx, carrier))
  if (!toldWith && (await withdrawDelivery(tx, carrier)) === 'maybeSent') return false
  const isThis = and(eq(appointmentNotices.clientId, clientId), eq(appointmentNotices.id, id))
  await tx.update(appointmentNotices).set({ withdrawnAt: now, toldWith: null }).where(isThis)
  if (!toldWith && pending.length > 0) await passOn(tx, notice, pending, now)
  return true
}

const hasGone = async (tx: Transaction, carrier: { clientId: number; appointmentNoticeId: string }) =>
  (await withdrawDelivery(tx, carrier)) === 'maybeSent'

/** The next of its companions carries the others. */
async function passOn(
  tx: Transaction,
  { clientId, id, executiveId }: Notice,
  pending: Awaited<ReturnType<typeof findPending>>,
  now: Date,
): Promise<void> {
  const isWithIt = and(eq(appointmentNotices.clientId, clientId), eq(appointmentNotices.toldWith, id))
  const [next] = await tx
    .select()
    .from(appointmentNotices)
    .where(isWithIt)
    .orderBy(asc(appointmentNotices.createdAt), asc(appointmentNotices.id))
    .limit(1)
  if (!next) return
  await tx.update(appointmentNotices).set({ toldWith: next.id }).where(isWithIt)
  const isNext = and(eq(appointmentNotices.clientId, clientId), eq(appointmentNotices.id, next.id))
  await tx.update(appointmentNotices).set({ toldWith: null }).where(isNext)
  const cause = { kind: 'appointment', clientId, appointmentNoticeId: next.id, urgency: 'ordinary' } as const
  const ways = pending.map(({ channel, dueAt }) => ({ executiveId, channel, dueAt: dueAt ?? now }))
  await insertDeliveries(tx, cause, ways, now)
}
