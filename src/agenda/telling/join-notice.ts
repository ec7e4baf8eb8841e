import { and, asc, eq, isNull, ne, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../db/db.ts'
import type { Way } from '../../deliveries/insert-deliveries.ts'
import { findPending, postponeUntil } from '../../deliveries/postpone-pending.ts'
import type { Appointment } from '../appointment.ts'
import { appointments } from '../tables.ts'
import { appointmentNotices } from './tables.ts'

export type Notice = typeof appointmentNotices.$inferSelect

/** So that a worker who has read the waiting notice already leaves it, and reads it anew. */
const rereadMs = 5_000

/** Has a notice told by one that waits for the same reader, if their appointments follow each other. */
export async function joinNotice(
  tx: Transaction,
  notice: Notice,
  appointment: Appointment,
  ways: readonly Omit<Way, 'executiveId'>[],
  now: Date,
): Promise<boolean> {
  if (notice.kind === 'offer' || notice.told === null || ways.length === 0) return false
  for (const other of await findLike(tx, notice, appointment))
    if (isNext(appointment, other.appointment) && (await join(tx, notice, other.notice, ways, now)))
      return true
  return false
}

async function join(
  tx: Transaction,
  { clientId, id }: Notice,
  other: Notice,
  ways: readonly Omit<Way, 'executiveId'>[],
  now: Date,
): Promise<boolean> {
  const carrier = { clientId, appointmentNoticeId: other.toldWith ?? other.id }
  const channels = (await findPending(tx, carrier)).map(({ channel }) => channel)
  if (channels.length !== ways.length || !ways.every(({ channel }) => channels.includes(channel)))
    return false
  const isThis = and(eq(appointmentNotices.clientId, clientId), eq(appointmentNotices.id, id))
  await tx.update(appointmentNotices).set({ toldWith: carrier.appointmentNoticeId }).where(isThis)
  const soonest = now.getTime() + (other.createdAt.getTime() === now.getTime() ? 0 : rereadMs)
  const wanted = ways.map(({ dueAt = now }) => dueAt.getTime())
  await postponeUntil(tx, carrier, new Date(Math.max(soonest, ...wanted)))
  return true
}

/** The others of its kind that the same reader is to get, about the same caller and executive. */
function findLike(
  tx: Transaction,
  { clientId, id, kind, executiveId, number, email }: Notice,
  of: Appointment,
) {
  return tx
    .select({ notice: appointmentNotices, appointment: appointments })
    .from(appointmentNotices)
    .innerJoin(
      appointments,
      and(eq(appointments.clientId, clientId), eq(appointments.id, appointmentNotices.appointmentId)),
    )
    .where(
      and(
        ...[eq(appointmentNotices.clientId, clientId), ne(appointmentNotices.id, id)],
        ...[eq(appointmentNotices.kind, kind), isNull(appointmentNotices.withdrawnAt)],
        ...[is(appointmentNotices.executiveId, executiveId), eq(appointments.executiveId, of.executiveId)],
        ...[is(appointmentNotices.number, number), is(appointmentNotices.email, email)],
        ...[is(appointments.callerNumber, of.callerNumber), is(appointments.callerName, of.callerName)],
        ...[eq(appointmentNotices.sequence, appointments.sequence)],
      ),
    )
    .orderBy(asc(appointmentNotices.createdAt))
}

const is = (column: PgColumn, value: string | null): SQL =>
  value === null ? isNull(column) : eq(column, value)

/** Of one series, or one after the other without a break. */
function isNext(one: Appointment, other: Appointment): boolean {
  if (one.seriesId !== null && one.seriesId === other.seriesId) return true
  return (
    one.endsAt.getTime() === other.startsAt.getTime() || other.endsAt.getTime() === one.startsAt.getTime()
  )
}
