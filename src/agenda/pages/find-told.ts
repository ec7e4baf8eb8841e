import { and, asc, eq, sql } from 'drizzle-orm'
import { executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { deliveries } from '../../deliveries/tables.ts'
import type { AppointmentKey } from '../appointment.ts'
import { appointmentNotices } from '../telling/tables.ts'

/** One thing that was to be told to one person, and what became of it. */
export type ToldOf = {
  readonly notice: typeof appointmentNotices.$inferSelect
  /** Null for one that was never to be sent. */
  readonly delivery: typeof deliveries.$inferSelect | null
  /** Null where it goes to the caller. */
  readonly executive: string | null
}

/** What the caller and the executive were told, the first thing first. What is told with another has that one's fate. */
export function findTold(
  db: Pick<Db, 'select'>,
  { clientId, appointmentId }: AppointmentKey,
): Promise<ToldOf[]> {
  const carrier = sql`coalesce(${appointmentNotices.toldWith}, ${appointmentNotices.id})`
  return db
    .select({ notice: appointmentNotices, delivery: deliveries, executive: executives.name })
    .from(appointmentNotices)
    .leftJoin(
      deliveries,
      and(eq(deliveries.clientId, appointmentNotices.clientId), eq(deliveries.appointmentNoticeId, carrier)),
    )
    .leftJoin(
      executives,
      and(
        eq(executives.clientId, appointmentNotices.clientId),
        eq(executives.id, appointmentNotices.executiveId),
      ),
    )
    .where(
      and(eq(appointmentNotices.clientId, clientId), eq(appointmentNotices.appointmentId, appointmentId)),
    )
    .orderBy(asc(appointmentNotices.createdAt), asc(appointmentNotices.id), asc(deliveries.createdAt))
    .limit(100)
}
