import { and, asc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { inScope, type Scope } from '../../scope.ts'
import type { Appointment, AppointmentType } from '../appointment.ts'
import { appointments, appointmentTypes } from '../tables.ts'
import type { WaitingCaller } from './put-on-list.ts'
import { waitingCallers } from './tables.ts'

export type FoundWaiting = {
  readonly waiting: WaitingCaller
  readonly type: AppointmentType
  /** With whom; null where any will do. */
  readonly executive: string | null
  /** The time that is kept for him, and with whom. */
  readonly offered: Appointment | null
  readonly offeredWith: string | null
  /** What he has already and would give up. */
  readonly insteadOf: Appointment | null
}

const offered = alias(appointments, 'offered')
const insteadOf = alias(appointments, 'instead_of')
const offeredWith = alias(executives, 'offered_with')

/** Who waits at a client, in the order in which they are asked. */
export function findWaiting(db: Pick<Db, 'select'>, scope: Scope, clientId: number): Promise<FoundWaiting[]> {
  const of = waitingCallers
  return db
    .select({
      ...{ waiting: of, type: appointmentTypes, executive: executives.name },
      ...{ offered, offeredWith: offeredWith.name, insteadOf },
    })
    .from(of)
    .innerJoin(
      appointmentTypes,
      and(eq(appointmentTypes.clientId, of.clientId), eq(appointmentTypes.id, of.typeId)),
    )
    .leftJoin(executives, and(eq(executives.clientId, of.clientId), eq(executives.id, of.executiveId)))
    .leftJoin(offered, and(eq(offered.clientId, of.clientId), eq(offered.id, of.offeredId)))
    .leftJoin(
      offeredWith,
      and(eq(offeredWith.clientId, of.clientId), eq(offeredWith.id, offered.executiveId)),
    )
    .leftJoin(insteadOf, and(eq(insteadOf.clientId, of.clientId), eq(insteadOf.id, of.insteadOfId)))
    .where(
      and(eq(of.clientId, clientId), inScope(scope, of.clientId), inArray(of.state, ['waiting', 'offered'])),
    )
    .orderBy(asc(of.createdAt), asc(of.id))
}
