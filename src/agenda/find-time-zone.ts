import { and, eq } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { AppError } from '../errors.ts'

/** The zone in which a time is agreed with her: her own, else the client's. */
export async function findTimeZone(
  db: Pick<Db, 'select'>,
  { clientId, executiveId }: { readonly clientId: number; readonly executiveId: string },
): Promise<string> {
  const [found] = await db
    .select({ choices: executives.choices, hours: clients.hours })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .where(and(eq(executives.clientId, clientId), eq(executives.id, executiveId)))
  if (!found)
    throw new AppError(404, 'notFound', `There is no executive ${executiveId} at client ${clientId}`)
  return found.choices.timeZone ?? found.hours.timeZone
}

/** The client's own, in which its hours are. */
export async function findClientZone(db: Pick<Db, 'select'>, clientId: number): Promise<string> {
  const [found] = await db
    .select({ hours: clients.hours })
    .from(clients)
    .where(eq(clients.clientId, clientId))
  if (!found) throw new AppError(404, 'notFound', `There is no client ${clientId}`)
  return found.hours.timeZone
}
