import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { inScope, type Scope } from '../../scope.ts'
import { appointmentTypes } from '../tables.ts'
import { waitingCallers } from './tables.ts'

/** Who waits at a client, in the order in which they are asked. */
export function findWaiting(db: Pick<Db, 'select'>, scope: Scope, clientId: number) {
  return db
    .select({ waiting: waitingCallers, type: appointmentTypes })
    .from(waitingCallers)
    .innerJoin(
      appointmentTypes,
      and(
        eq(appointmentTypes.clientId, waitingCallers.clientId),
        eq(appointmentTypes.id, waitingCallers.typeId),
      ),
    )
    .where(
      and(
        eq(waitingCallers.clientId, clientId),
        inScope(scope, waitingCallers.clientId),
        inArray(waitingCallers.state, ['waiting', 'offered']),
      ),
    )
    .orderBy(asc(waitingCallers.createdAt), asc(waitingCallers.id))
}
