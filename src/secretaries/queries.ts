import { and, asc, count, desc, eq, gt, isNull } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { absoluteMs, idleMs } from './session.ts'
import { accountEvents, assignments, recoveryCodes, secretaries, sessions } from './tables.ts'

/** Those that still open something, the last used first. */
export function openSessions(db: Db, secretaryId: string, at: Date) {
  return db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      usedAt: sessions.usedAt,
      address: sessions.address,
      device: sessions.device,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.secretaryId, secretaryId),
        isNull(sessions.endedAt),
        gt(sessions.usedAt, new Date(at.getTime() - idleMs)),
        gt(sessions.createdAt, new Date(at.getTime() - absoluteMs)),
      ),
    )
    .orderBy(desc(sessions.usedAt))
}

export type OpenSession = Awaited<ReturnType<typeof openSessions>>[number]

export async function countRecoveryCodes(db: Db, secretaryId: string): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.secretaryId, secretaryId), isNull(recoveryCodes.usedAt)))
  return row?.left ?? 0
}

/** Everybody at the console: those who may sign in first, then by name. */
export function listTeam(db: Db) {
  return db
    .select()
    .from(secretaries)
    .orderBy(desc(isNull(secretaries.disabledAt)), asc(secretaries.name))
}

/** Every client, and whether she is assigned to it. */
export async function listAssignable(db: Db, secretaryId: string) {
  const rows = await db
    .select({ clientId: clients.clientId, name: clients.name, since: assignments.since })
    .from(clients)
    .leftJoin(
      assignments,
      and(eq(assignments.clientId, clients.clientId), eq(assignments.secretaryId, secretaryId)),
    )
    .orderBy(asc(clients.name))
  return rows.map(({ clientId, name, since }) => ({ clientId, name, isAssigned: since !== null }))
}

/** What was done to her account lately, the newest first, with the name of who did it. */
export function lastEvents(db: Db, secretaryId: string) {
  return db
    .select({ at: accountEvents.at, verb: accountEvents.verb, by: secretaries.name })
    .from(accountEvents)
    .leftJoin(secretaries, eq(secretaries.id, accountEvents.actorId))
    .where(eq(accountEvents.secretaryId, secretaryId))
    .orderBy(desc(accountEvents.at), desc(accountEvents.id))
    .limit(20)
}
