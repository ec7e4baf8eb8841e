import { and, asc, eq, sql } from 'drizzle-orm'
import { liveCalls } from '../answering/tables.ts'
import { calls } from '../calls/tables.ts'
import { clients, contacts } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { inScope, type Scope } from '../scope.ts'

/** More than that are a number, not a list. */
export const mostShown = 100

export type WaitingCall = Awaited<ReturnType<typeof findWaitingCalls>>[number]

/** Callers who wait for a secretary, in the order in which they are answered. */
export function findWaitingCalls(db: Db, scope: Scope) {
  return db
    .select({
      clientId: liveCalls.clientId,
      callId: liveCalls.callId,
      client: clients.name,
      caller: calls.caller,
      callerName: sql<string | null>`coalesce(${contacts.name}, ${calls.callerName})`,
      arrivedAt: calls.arrivedAt,
      queuedAt: liveCalls.queuedAt,
    })
    .from(liveCalls)
    .innerJoin(calls, and(eq(calls.clientId, liveCalls.clientId), eq(calls.id, liveCalls.callId)))
    .innerJoin(clients, eq(clients.clientId, liveCalls.clientId))
    .leftJoin(contacts, and(eq(contacts.clientId, calls.clientId), eq(contacts.id, calls.contactId)))
    .where(and(inScope(scope, liveCalls.clientId), eq(liveCalls.state, 'waiting')))
    .orderBy(asc(liveCalls.priority), asc(liveCalls.queuedAt))
    .limit(mostShown)
}
