import { and, eq, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { clients, executives } from '../tables.ts'
import { reachChanges } from './tables.ts'

export type ReachChange = typeof reachChanges.$inferSelect

/** Rows of numbers to which no call is put through yet. */
export const isWaiting = (): SQL | undefined =>
  and(
    isNotNull(reachChanges.effectiveAt),
    or(isNull(reachChanges.settled), eq(reachChanges.settled, 'refused')),
  )

/** The number of this executive that waits. Where an import has set another since, nothing waits. */
export const waitsForExecutive = (): SQL | undefined =>
  and(
    eq(reachChanges.clientId, executives.clientId),
    eq(reachChanges.executiveId, executives.id),
    eq(reachChanges.after, executives.mobile),
    isWaiting(),
  )

/** The same of the client's emergency number. */
export const waitsForClient = (): SQL | undefined =>
  and(
    eq(reachChanges.clientId, clients.clientId),
    eq(reachChanges.kind, 'emergencyNumber'),
    eq(reachChanges.after, clients.emergencyNumber),
    isWaiting(),
  )

export type WaitingNumber = ReachChange & {
  /** Null for the emergency number. */
  readonly executive: { readonly key: string; readonly name: string } | null
  readonly changedBy: string | null
}

/** Numbers of the client that wait, the oldest first. */
export async function findWaiting(db: Pick<Db, 'select'>, clientId: number): Promise<WaitingNumber[]> {
  const rows = await db
    .select({
      change: reachChanges,
      executive: { key: executives.key, name: executives.name, mobile: executives.mobile },
      emergencyNumber: clients.emergencyNumber,
      changedBy: secretaries.name,
    })
    .from(reachChanges)
    .innerJoin(clients, eq(clients.clientId, reachChanges.clientId))
    .leftJoin(
      executives,
      and(
        eq(executives.clientId, reachChanges.clientId),
        eq(executives.id, reachChanges.executiveId),
        isNull(executives.leftAt),
      ),
    )
    .leftJoin(secretaries, eq(secretaries.id, reachChanges.changedById))
    .where(and(eq(reachChanges.clientId, clientId), isWaiting()))
    .orderBy(reachChanges.changedAt)
  return rows
    .filter(
      ({ change, executive, emergencyNumber }) =>
        change.after === (change.kind === 'mobile' ? executive?.mobile : emergencyNumber),
    )
    .map(({ change, executive, changedBy }) => ({ ...change, executive, changedBy }))
}
