import { and, count, desc, eq, gte, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import { acts } from '../../acts/tables.ts'
import { calls } from '../../calls/tables.ts'
import type { Db } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { inScope, type Scope } from '../../scope.ts'
import { assignments, secretaries } from '../../secretaries/tables.ts'
import type { StoredClient } from '../agency-folder/load-stored.ts'
import { type FileObject, fileOf, loadById } from '../change-client.ts'
import { clients, executives } from '../tables.ts'

/** A client as its pages of settings show it. */
export type SetupClient = {
  readonly row: typeof clients.$inferSelect
  readonly stored: StoredClient
  readonly file: FileObject
}

/** A client that is not there and one that is not hers are refused alike. */
export async function findSetupClient(db: Db, scope: Scope, clientId: number): Promise<SetupClient> {
  const [row] = await db
    .select()
    .from(clients)
    .where(and(inScope(scope, clients.clientId), eq(clients.clientId, clientId)))
  const stored = row && (await loadById(db, clientId))
  if (!row || !stored) throw new AppError(404, 'notFound', `no client ${clientId} among hers`)
  return { row, stored, file: fileOf(stored.definition) }
}

/** The first call that came in since then, as the exchange told us: a secretary's notes are no proof of a diversion. */
export async function findCallSince(db: Pick<Db, 'select'>, clientId: number, since: Date) {
  const [call] = await db
    .select({
      id: calls.id,
      line: calls.line,
      caller: calls.caller,
      forwardedFrom: calls.forwardedFrom,
      arrivedAt: calls.arrivedAt,
    })
    .from(calls)
    .where(
      and(
        eq(calls.clientId, clientId),
        gte(calls.arrivedAt, since),
        eq(calls.direction, 'inbound'),
        sql`${calls.loggedById} is null`,
      ),
    )
    .orderBy(calls.arrivedAt)
    .limit(1)
  return call ?? null
}

/** How many secretaries work for this client without seeing every client. */
export async function countAssigned(db: Pick<Db, 'select'>, clientId: number): Promise<number> {
  const [found] = await db
    .select({ count: count() })
    .from(assignments)
    .where(eq(assignments.clientId, clientId))
  return found?.count ?? 0
}

export type SetupAct = typeof acts.$inferSelect & { readonly actorName: string | null }

/** What was done to the client's settings, the latest first. */
export async function listSetupActs(
  db: Pick<Db, 'select'>,
  clientId: number,
  { limit, before }: { limit: number; before: Date | null },
): Promise<SetupAct[]> {
  const rows = await db
    .select({ act: acts, secretary: secretaries.name, executive: executives.name })
    .from(acts)
    .leftJoin(secretaries, and(ne(acts.actorKind, 'executive'), eq(secretaries.id, acts.actorId)))
    .leftJoin(
      executives,
      and(
        eq(acts.actorKind, 'executive'),
        eq(executives.clientId, acts.clientId),
        eq(executives.id, acts.actorId),
      ),
    )
    .where(
      and(
        eq(acts.clientId, clientId),
        inArray(acts.verb, [...setupVerbs]),
        before ? sql`${acts.at} < ${before.toISOString()}::timestamptz` : isNotNull(acts.at),
      ),
    )
    .orderBy(desc(acts.at), desc(acts.id))
    .limit(limit)
  return rows.map(({ act, secretary, executive }) => ({ ...act, actorName: secretary ?? executive }))
}

export const setupVerbs = [
  'client.created',
  'client.changed',
  'settings.changed',
  'settings.restored',
  'client.testAsked',
  'client.wentLive',
  'client.suspended',
  'client.resumed',
  'client.ended',
  'client.exported',
  'client.answerersChanged',
] as const

/** One act of this client; null where it has no such act. */
export async function findSetupAct(db: Pick<Db, 'select'>, clientId: number, id: string) {
  const [act] = await db
    .select()
    .from(acts)
    .where(and(eq(acts.clientId, clientId), eq(acts.id, id)))
  return act ?? null
}
