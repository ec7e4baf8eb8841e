import { and, eq, inArray } from 'drizzle-orm'
import { hatsOf, personOf } from '../../answers/person.ts'
import { clients, executives } from '../../clients/tables.ts'
import type { Db, Transaction } from '../../db/db.ts'
import { appointments } from '../tables.ts'
import type { Calendar } from './claim-calendar.ts'

/** Whose calendar it is. */
export type Owner = {
  readonly executive: typeof executives.$inferSelect
  readonly health: boolean
  /** Hers, else the client's. */
  readonly timeZone: string
}

export async function findOwner(db: Pick<Db, 'select'>, calendar: Calendar): Promise<Owner> {
  const { clientId, executiveId } = calendar
  const [found] = await db
    .select({ executive: executives, health: clients.health, hours: clients.hours })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .where(and(eq(executives.clientId, clientId), eq(executives.id, executiveId)))
  if (!found) throw new Error(`calendar ${calendar.id} belongs to nobody`)
  const { executive, health, hours } = found
  return { executive, health, timeZone: executive.choices.timeZone ?? hours.timeZone }
}

/** Which of these UIDs are appointments of hers, at whichever client: they take their time as such. */
export async function findOwnUids(
  tx: Transaction,
  { executive }: Owner,
  uids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (uids.length === 0) return new Set()
  const hats = await hatsOf(tx, personOf(executive))
  const found = await tx
    .select({ uid: appointments.uid })
    .from(appointments)
    .where(
      and(
        inArray(appointments.clientId, [...new Set(hats.map(({ clientId }) => clientId))]),
        inArray(
          appointments.executiveId,
          hats.map(({ id }) => id),
        ),
        inArray(appointments.uid, [...uids]),
      ),
    )
  return new Set(found.map(({ uid }) => uid))
}
