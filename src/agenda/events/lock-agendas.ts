import { and, eq, inArray } from 'drizzle-orm'
import { personOf } from '../../answers/person.ts'
import { executives } from '../../clients/tables.ts'
import type { Transaction } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { lockAgenda } from '../lock-agenda.ts'

/** The agendas of several, always in the same order, so that two who want the same never wait for each other. */
export async function lockAgendas(
  tx: Transaction,
  clientId: number,
  executiveIds: readonly string[],
  now: Date,
): Promise<void> {
  if (executiveIds.length === 0) return
  const found = await tx
    .select()
    .from(executives)
    .where(and(eq(executives.clientId, clientId), inArray(executives.id, [...executiveIds])))
  const missing = executiveIds.find((id) => !found.some((executive) => executive.id === id))
  if (missing) throw new AppError(404, 'notFound', `There is no executive ${missing} at client ${clientId}`)
  const inOrder = found.toSorted((a, b) => (personOf(a) < personOf(b) ? -1 : 1))
  for (const { id } of inOrder) await lockAgenda(tx, { clientId, executiveId: id }, now)
}
