import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { approvals } from '../mandates/tables.ts'
import { inScope, type Scope } from '../scope.ts'
import type { Appointment, AppointmentKey } from './appointment.ts'
import { appointments, appointmentTypes } from './tables.ts'

export type FoundAppointment = {
  readonly appointment: Appointment
  readonly client: typeof clients.$inferSelect
  readonly executive: typeof executives.$inferSelect
  /** Null for one of no type. */
  readonly type: typeof appointmentTypes.$inferSelect | null
  /** The question that is open about it. */
  readonly approval: typeof approvals.$inferSelect | null
}

type Reader = Pick<Db, 'select'>

/** Null for what is not there and for what is not hers: a link opens one appointment, or those of one executive. */
export async function findAppointment(
  db: Reader,
  scope: Scope,
  { clientId, appointmentId }: AppointmentKey,
): Promise<FoundAppointment | null> {
  const isIt = and(eq(appointments.clientId, clientId), eq(appointments.id, appointmentId))
  const [found] = await selectFound(db).where(and(isIt, visible(scope)))
  return found ?? null
}

type Stretch = {
  readonly clientId: number
  readonly executiveIds: readonly string[]
  readonly from: Date
  readonly until: Date
}

/** What an agenda shows of a stretch of time, in order; not what was only reserved or offered and given back. */
export function findAppointments(
  db: Reader,
  scope: Scope,
  { clientId, executiveIds, from, until }: Stretch,
): Promise<FoundAppointment[]> {
  const those = and(eq(appointments.clientId, clientId), inArray(appointments.executiveId, [...executiveIds]))
  const then = and(lt(appointments.startsAt, until), gt(appointments.endsAt, from))
  return selectFound(db)
    .where(and(those, then, visible(scope), not(wasOnlyOffered)))
    .orderBy(asc(appointments.startsAt), asc(appointments.id))
}

/** Released reservations keep their deadline; a booking takes it away. */
export const wasOnlyOffered: SQL = sql`(${appointments.state} = 'cancelled' and ${isNotNull(appointments.reservedUntil)})`

const visible = (scope: Scope): SQL | undefined => {
  const { only } = scope
  const named = only && or(eq(appointments.id, only.id), eq(appointments.executiveId, only.id))
  return and(inScope(scope, appointments.clientId), named ?? undefined)
}

const selectFound = (db: Reader) =>
  db
    .select({
      appointment: appointments,
      client: clients,
      executive: executives,
      type: appointmentTypes,
      approval: approvals,
    })
    .from(appointments)
    .innerJoin(clients, eq(clients.clientId, appointments.clientId))
    .innerJoin(
      executives,
      and(eq(executives.clientId, appointments.clientId), eq(executives.id, appointments.executiveId)),
    )
    .leftJoin(
      appointmentTypes,
      and(eq(appointmentTypes.clientId, appointments.clientId), eq(appointmentTypes.id, appointments.typeId)),
    )
    .leftJoin(
      approvals,
      and(
        eq(approvals.clientId, appointments.clientId),
        eq(approvals.subjectId, appointments.id),
        isNull(approvals.answer),
      ),
    )

/** All of the series that it belongs to, in order; nothing where it belongs to none. Its own was found in scope. */
export function findSeriesOf(db: Reader, { clientId, seriesId }: Appointment): Promise<Appointment[]> {
  if (!seriesId) return Promise.resolve([])
  return db
    .select()
    .from(appointments)
    .where(and(eq(appointments.clientId, clientId), eq(appointments.seriesId, seriesId)))
    .orderBy(asc(appointments.startsAt))
}
