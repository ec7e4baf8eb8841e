import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { absoluteMs, idleMs, type Session } from './session.ts'
import { hashSessionToken } from './session-token.ts'
import { assignments, secretaries, sessions } from './tables.ts'

const touchEveryMs = 60_000

/** The session of a cookie; null when it has ended, lain idle or lasted too long, or she may not sign in any more. */
export async function findSession(
  { db, now }: Pick<Context, 'db' | 'now'>,
  token: string,
): Promise<Session | null> {
  const at = now()
  const found = await readSession(db, hashSessionToken(token), at)
  if (!found) return null
  const { session, secretary } = found
  if (at.getTime() - session.usedAt.getTime() > touchEveryMs)
    await db.update(sessions).set({ usedAt: at }).where(eq(sessions.tokenHash, session.tokenHash))
  const { id, key, name, email, role, language, singleKeys } = secretary
  const clientIds = await clientsOf(db, secretary)
  return {
    id: session.id,
    secretary: { id, key, name, email, role, language, singleKeys },
    scope: { actor: { kind: role, id }, clientIds, only: null },
  }
}

async function readSession(db: Db, tokenHash: string, at: Date) {
  const [found] = await db
    .select({ session: sessions, secretary: secretaries })
    .from(sessions)
    .innerJoin(secretaries, eq(secretaries.id, sessions.secretaryId))
    .where(
      and(
        eq(sessions.tokenHash, tokenHash),
        isNull(sessions.endedAt),
        isNull(secretaries.disabledAt),
        gt(sessions.usedAt, new Date(at.getTime() - idleMs)),
        gt(sessions.createdAt, new Date(at.getTime() - absoluteMs)),
      ),
    )
  return found
}

type Secretary = typeof secretaries.$inferSelect

async function clientsOf(db: Db, { id, role, allClients }: Secretary): Promise<number[]> {
  const rows =
    role === 'secretary' && !allClients
      ? await db
          .select({ clientId: assignments.clientId })
          .from(assignments)
          .where(eq(assignments.secretaryId, id))
          .orderBy(asc(assignments.clientId))
      : await db.select({ clientId: clients.clientId }).from(clients).orderBy(asc(clients.clientId))
  return rows.map(({ clientId }) => clientId)
}
