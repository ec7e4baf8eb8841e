import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { absoluteMs, idleMs, type Session } from './session.ts'
import { hashSessionToken } from './session-token.ts'
import { assignments, secretaries, sessions } from './tables.ts'

const touchEveryMs = 60_000

type Asking = { readonly counts: boolean }

/**
 * The session of a cookie; null when it has ended, lain idle or lasted too long, or she may not sign in any more. A
 * page that only keeps itself fresh does not count as use, so that a console nobody touches is signed out.
 */
export async function findSession(
  { config, db, now }: Pick<Context, 'config' | 'db' | 'now'>,
  token: string,
  { counts }: Asking = { counts: true },
): Promise<Session | null> {
  const at = now()
  const found = await readSession(db, hashSessionToken(token), at)
  if (!found) return null
  const { session, secretary } = found
  if (counts && at.getTime() - session.usedAt.getTime() > touchEveryMs)
    await db.update(sessions).set({ usedAt: at }).where(eq(sessions.tokenHash, session.tokenHash))
  const { id, key, name, email, role, language, singleKeys } = secretary
  const hers = await clientsOf(db, secretary)
  return {
    id: session.id,
    secretary: { id, key, name, email, role, language, singleKeys },
    scope: { actor: { kind: role, id }, clientIds: hers.map(({ clientId }) => clientId), only: null },
    owesTotp: secretary.totpSince === null && mustHaveTotp(config, hers),
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

const mustHaveTotp = ({ demo, requireTotp }: Context['config'], hers: readonly { health: boolean }[]) =>
  requireTotp || (!demo && hers.some(({ health }) => health))

async function clientsOf(db: Db, { id, role, allClients }: Secretary) {
  const columns = { clientId: clients.clientId, health: clients.health }
  return role === 'secretary' && !allClients
    ? await db
        .select(columns)
        .from(assignments)
        .innerJoin(clients, eq(clients.clientId, assignments.clientId))
        .where(eq(assignments.secretaryId, id))
        .orderBy(asc(assignments.clientId))
    : await db.select(columns).from(clients).orderBy(asc(clients.clientId))
}
