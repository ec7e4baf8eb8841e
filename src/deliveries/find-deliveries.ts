import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { inScope, type Scope } from '../scope.ts'
import type { DeliveryState } from './states.ts'
import { type DeliveryKind, deliveries } from './tables.ts'

export type DeliveryFilter = {
  readonly clientId: number | null
  readonly executiveId: string | null
  readonly kind: DeliveryKind | null
  readonly channel: 'sms' | 'email' | 'call' | null
  readonly states: readonly DeliveryState[]
  readonly from: Date | null
  readonly until: Date | null
}

/** The last one of the page before. */
export type DeliveryCursor = { readonly at: Date; readonly id: string }

export type ListedDelivery = {
  readonly delivery: typeof deliveries.$inferSelect
  readonly client: { readonly name: string; readonly timeZone: string }
  /** Null where it goes to a caller. */
  readonly executive: string | null
}

export const deliveriesOnPage = 50

/** The latest first, one more than a page holds, so that it is known whether there are others. */
export async function findDeliveries(
  db: Db,
  scope: Scope,
  filter: DeliveryFilter,
  after: DeliveryCursor | null,
): Promise<ListedDelivery[]> {
  return selectDeliveries(db)
    .where(
      and(inScope(scope, deliveries.clientId), ...conditionsOf(filter), after ? before(after) : undefined),
    )
    .orderBy(sql`${deliveries.createdAt} desc nulls last, ${deliveries.id} desc nulls last`)
    .limit(deliveriesOnPage + 1)
}

export async function findDelivery(
  db: Db,
  scope: Scope,
  { clientId, id }: { clientId: number; id: string },
): Promise<ListedDelivery | null> {
  const [row] = await selectDeliveries(db).where(
    and(inScope(scope, deliveries.clientId), eq(deliveries.clientId, clientId), eq(deliveries.id, id)),
  )
  return row ?? null
}

const selectDeliveries = (db: Db) =>
  db
    .select({
      delivery: deliveries,
      client: { name: clients.name, timeZone: sql<string>`${clients.hours}->>'timeZone'` },
      executive: executives.name,
    })
    .from(deliveries)
    .innerJoin(clients, eq(clients.clientId, deliveries.clientId))
    .leftJoin(
      executives,
      and(eq(executives.clientId, deliveries.clientId), eq(executives.id, deliveries.executiveId)),
    )

function conditionsOf({ clientId, executiveId, kind, channel, states, from, until }: DeliveryFilter): SQL[] {
  return [
    clientId !== null && eq(deliveries.clientId, clientId),
    executiveId !== null && eq(deliveries.executiveId, executiveId),
    kind !== null && eq(deliveries.kind, kind),
    channel !== null && eq(deliveries.channel, channel),
    states.length > 0 && inArray(deliveries.state, [...states]),
    from !== null && gte(deliveries.createdAt, from),
    until !== null && lt(deliveries.createdAt, until),
  ].filter((condition) => condition !== false)
}

/** Two may have been written in one transaction, at one instant. */
const before = ({ at, id }: DeliveryCursor): SQL =>
  sql`(${deliveries.createdAt}, ${deliveries.id}) < (${at.toISOString()}::timestamptz, ${id}::uuid)`

/** Executives of one client, to choose from; those who left had deliveries too. */
export const findRecipients = (db: Db, clientId: number): Promise<{ id: string; name: string }[]> =>
  db
    .select({ id: executives.id, name: executives.name })
    .from(executives)
    .where(eq(executives.clientId, clientId))
    .orderBy(executives.name)

export const findScopeClients = (db: Db, scope: Scope): Promise<{ clientId: number; name: string }[]> =>
  db
    .select({ clientId: clients.clientId, name: clients.name })
    .from(clients)
    .where(inScope(scope, clients.clientId))
    .orderBy(clients.name)
