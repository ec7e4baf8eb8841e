import { and, asc, eq, gt, inArray, lt } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import type { Appointment } from '../appointment.ts'
import { appointments } from '../tables.ts'
import type { AgendaEvent } from './event.ts'

/** Appointments that stand in the time of an event which blocks it. */
export async function findEventConflicts(db: Pick<Db, 'select'>, event: AgendaEvent): Promise<Appointment[]> {
  const { clientId, executiveIds, startsAt, endsAt, blocks, cancelledAt } = event
  if (!blocks || cancelledAt || executiveIds.length === 0) return []
  return db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.clientId, clientId),
        inArray(appointments.executiveId, executiveIds),
        inArray(appointments.state, ['proposed', 'confirmed']),
        lt(appointments.startsAt, endsAt),
        gt(appointments.endsAt, startsAt),
      ),
    )
    .orderBy(asc(appointments.startsAt))
}
