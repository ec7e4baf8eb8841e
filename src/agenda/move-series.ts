import { and, asc, eq, gte, inArray, TransactionRollbackError } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { localTime } from '../rules/local-time.ts'
import type { Appointment, AppointmentKey } from './appointment.ts'
import { type Changed, changeAppointment } from './change-appointment.ts'
import type { Doing } from './doing.ts'
import { localMoment } from './local-moment.ts'
import { appointments } from './tables.ts'

export type SeriesMoved =
  | { readonly kind: 'moved'; readonly deliveries: readonly DeliveryRef[] }
  /** Nothing was moved: when each of these would have begun. */
  | {
      readonly kind: 'conflicts'
      readonly conflicts: readonly { at: Date; why: Changed['kind'] | 'clocks' }[]
    }

const dayMs = 86_400_000

/**
 * Moves one of a series, and by as many days and to the same time of day all that come after it and still stand: all of
 * them, or none and why.
 */
export async function moveFromHereOn(
  tx: Transaction,
  key: AppointmentKey,
  startsAt: Date,
  doing: Doing,
  now: Date,
): Promise<SeriesMoved> {
  const following = await findFollowing(tx, key)
  const [first] = following
  if (!first) return { kind: 'conflicts', conflicts: [{ at: startsAt, why: 'notPossible' }] }
  // Later ones make room first where they go later.
  const inOrder = startsAt > first.startsAt ? following.toReversed() : following
  const conflicts: { at: Date; why: Changed['kind'] | 'clocks' }[] = []
  const deliveries: DeliveryRef[] = []
  try {
    await tx.transaction(async (inner) => {
      for (const one of inOrder) {
        const moved = await moveLike(inner, first, one, startsAt, doing, now)
        if (moved.kind === 'changed') deliveries.push(...moved.deliveries)
        else if (moved.kind !== 'unchanged') conflicts.push({ at: moved.at, why: moved.kind })
      }
      if (conflicts.length > 0) inner.rollback()
    })
  } catch (error) {
    if (!(error instanceof TransactionRollbackError)) throw error
    return { kind: 'conflicts', conflicts: conflicts.toSorted((a, b) => a.at.getTime() - b.at.getTime()) }
  }
  return { kind: 'moved', deliveries }
}

async function moveLike(
  tx: Transaction,
  first: Appointment,
  one: Appointment,
  startsAt: Date,
  doing: Doing,
  now: Date,
) {
  const moment = shifted(first, one, startsAt)
  if (!(moment instanceof Date)) return { kind: 'clocks' as const, at: moment.near }
  const key = { clientId: one.clientId, appointmentId: one.id }
  const change = { step: 'move', startsAt: moment } as const
  return { ...(await changeAppointment(tx, key, change, doing, now)), at: moment }
}

/** On the wall clock on which it was agreed; `near` where that clock does not show the time, or shows it twice. */
function shifted(first: Appointment, one: Appointment, startsAt: Date): Date | { readonly near: Date } {
  const { timeZone } = one
  if (one.id === first.id) return startsAt
  const from = localTime(first.startsAt, timeZone).today.date
  const to = localTime(startsAt, timeZone)
  const byMs = Date.parse(to.today.date) - Date.parse(from)
  const day = Date.parse(localTime(one.startsAt, timeZone).today.date) + Math.round(byMs / dayMs) * dayMs
  const moment = localMoment(new Date(day).toISOString().slice(0, 10), to.time, timeZone)
  return moment.kind === 'once' ? moment.at : { near: new Date(one.startsAt.getTime() + byMs) }
}

async function findFollowing(
  tx: Transaction,
  { clientId, appointmentId }: AppointmentKey,
): Promise<Appointment[]> {
  const isIt = and(eq(appointments.clientId, clientId), eq(appointments.id, appointmentId))
  const [first] = await tx.select().from(appointments).where(isIt)
  if (!first?.seriesId) return first ? [first] : []
  return tx
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.clientId, clientId),
        eq(appointments.executiveId, first.executiveId),
        eq(appointments.seriesId, first.seriesId),
        gte(appointments.startsAt, first.startsAt),
        inArray(appointments.state, ['proposed', 'confirmed']),
      ),
    )
    .orderBy(asc(appointments.startsAt))
}
