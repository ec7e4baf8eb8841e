import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { clients, executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { inScope } from '../../scope.ts'
import { isAtLeast, type Session } from '../../secretaries/session.ts'
import type { AppointmentType } from '../appointment.ts'
import { appointmentTypes } from '../tables.ts'

export type Executive = typeof executives.$inferSelect

/** With whom and for what she can book at a client. */
export type Bookable = {
  readonly client: typeof clients.$inferSelect
  readonly executives: readonly Executive[]
  /** Those that she may book, in the client's order. */
  readonly types: readonly AppointmentType[]
}

/** Throws 404 for a client that is not there or not hers. */
export async function findBookable(
  db: Pick<Db, 'select'>,
  { scope, secretary }: Session,
  clientId: number,
): Promise<Bookable> {
  const isIt = and(eq(clients.clientId, clientId), inScope(scope, clients.clientId))
  const [client] = await db.select().from(clients).where(isIt)
  if (!client) throw new AppError(404, 'notFound', `There is no client ${clientId}`)
  const people = await db
    .select()
    .from(executives)
    .where(and(eq(executives.clientId, clientId), isNull(executives.leftAt)))
    .orderBy(asc(executives.name), asc(executives.id))
  const types = await db
    .select()
    .from(appointmentTypes)
    .where(and(eq(appointmentTypes.clientId, clientId), isNull(appointmentTypes.removedAt)))
    .orderBy(asc(appointmentTypes.place), asc(appointmentTypes.key))
  const hers = types.filter(
    ({ bookableBy }) => bookableBy === 'secretaries' || isAtLeast(secretary.role, 'supervisor'),
  )
  return { client, executives: people, types: hers }
}

const clientSchema = z.object({ clientId: z.coerce.number().int().positive().max(2_147_483_647) })
const appointmentSchema = clientSchema.extend({ appointmentId: z.uuid() })

export function readClientId(params: unknown): number {
  const { data } = clientSchema.safeParse(params)
  if (!data) throw new AppError(404, 'notFound', 'There is no such address')
  return data.clientId
}

export function readAppointmentKey(params: unknown): { clientId: number; appointmentId: string } {
  const { data } = appointmentSchema.safeParse(params)
  if (!data) throw new AppError(404, 'notFound', 'There is no such address')
  return data
}
