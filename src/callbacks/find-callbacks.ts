import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { acts } from '../acts/tables.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { inScope, type Scope } from '../scope.ts'
import { secretaries } from '../secretaries/tables.ts'
import type { CallbackKey } from './lock-callback.ts'
import { isCallback, isOpen } from './lock-callback.ts'
import { callbackAttempts, callbacks, callbackWishes } from './tables.ts'

export type CallbackFilter = { readonly mine: boolean; readonly clientId: number | null }
export type ListedCallback = Awaited<ReturnType<typeof findCallbacks>>[number]
export type FoundCallback = NonNullable<Awaited<ReturnType<typeof findCallback>>>

const most = 200
const wishers = alias(secretaries, 'wishers')
const endedBy = alias(secretaries, 'ended_by')

/** Those to be made, late ones first, then as they fall due. */
export async function findCallbacks(db: Db, scope: Scope, { mine, clientId }: CallbackFilter, now: Date) {
  const found = await db
    .select({
      callback: callbacks,
      client: clients.name,
      timeZone: sql<string>`${clients.hours}->>'timeZone'`,
      takenBy: secretaries.name,
    })
    .from(callbacks)
    .innerJoin(clients, eq(clients.clientId, callbacks.clientId))
    .leftJoin(secretaries, eq(secretaries.id, callbacks.takenById))
    .where(
      and(
        ...[inScope(scope, callbacks.clientId), isOpen()],
        mine ? eq(callbacks.takenById, scope.actor.id) : undefined,
        clientId === null ? undefined : eq(callbacks.clientId, clientId),
      ),
    )
    .orderBy(
      desc(sql`${callbacks.overdueAt} <= ${now.toISOString()}::timestamptz`),
      desc(sql`${callbacks.priority} = 'urgent' and ${callbacks.dueAt} <= ${now.toISOString()}::timestamptz`),
      asc(callbacks.dueAt),
      asc(callbacks.id),
    )
    .limit(most)
  const wishes = await findWishes(
    db,
    found.map(({ callback: { clientId: of, id } }) => ({ clientId: of, callbackId: id })),
  )
  return found.map((row) => ({
    ...row,
    wishes: wishes.filter(
      ({ wish }) => wish.clientId === row.callback.clientId && wish.callbackId === row.callback.id,
    ),
  }))
}

/** One with all that was wished and tried; null for what is not there and for what is not hers. */
export async function findCallback(db: Db, scope: Scope, key: CallbackKey) {
  const [found] = await db
    .select({
      callback: callbacks,
      client: clients,
      takenBy: secretaries.name,
      endedBy: endedBy.name,
    })
    .from(callbacks)
    .innerJoin(clients, eq(clients.clientId, callbacks.clientId))
    .leftJoin(secretaries, eq(secretaries.id, callbacks.takenById))
    .leftJoin(endedBy, eq(endedBy.id, callbacks.endedById))
    .where(and(isCallback(key), inScope(scope, callbacks.clientId)))
  if (!found) return null
  const [wishes, attempts, story] = await Promise.all([
    findWishes(db, [key]),
    findAttempts(db, key),
    findStory(db, key),
  ])
  return { ...found, wishes, attempts, story }
}

/** Of these, in the order they came. */
function findWishes(db: Db, keys: readonly CallbackKey[]) {
  return db
    .select({ wish: callbackWishes, executive: executives.name, secretary: wishers.name })
    .from(callbackWishes)
    .leftJoin(
      executives,
      and(eq(executives.clientId, callbackWishes.clientId), eq(executives.id, callbackWishes.executiveId)),
    )
    .leftJoin(wishers, eq(wishers.id, callbackWishes.secretaryId))
    .where(
      and(
        inArray(callbackWishes.clientId, [...new Set(keys.map(({ clientId }) => clientId))]),
        inArray(
          callbackWishes.callbackId,
          keys.map(({ callbackId }) => callbackId),
        ),
      ),
    )
    .orderBy(asc(callbackWishes.at), asc(callbackWishes.id))
}

function findAttempts(db: Db, { clientId, callbackId }: CallbackKey) {
  return db
    .select({ attempt: callbackAttempts, by: secretaries.name })
    .from(callbackAttempts)
    .leftJoin(secretaries, eq(secretaries.id, callbackAttempts.secretaryId))
    .where(and(eq(callbackAttempts.clientId, clientId), eq(callbackAttempts.callbackId, callbackId)))
    .orderBy(desc(callbackAttempts.begunAt), desc(callbackAttempts.id))
}

/** What was done about it, the latest first. */
function findStory(db: Db, { clientId, callbackId }: CallbackKey) {
  return db
    .select({
      ...{ at: acts.at, verb: acts.verb, actorKind: acts.actorKind },
      by: sql<string | null>`coalesce(${secretaries.name}, ${executives.name})`,
      note: sql<string | null>`${acts.after}->>'note'`,
    })
    .from(acts)
    .leftJoin(secretaries, eq(secretaries.id, acts.actorId))
    .leftJoin(executives, and(eq(executives.clientId, acts.clientId), eq(executives.id, acts.actorId)))
    .where(and(eq(acts.clientId, clientId), eq(acts.subjectKind, 'callback'), eq(acts.subjectId, callbackId)))
    .orderBy(desc(acts.at), desc(acts.id))
    .limit(30)
}
