import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { absoluteMs, idleMs, type Session } from './session.ts'
import { assignments, secretaries, sessions } from './tables.ts'

/** What a page that lies open need know of its session. */
export type StandingSession = Pick<Session, 'id' | 'secretary' | 'scope'>

/** Of many sessions, those that still stand: neither ended nor lapsed, of somebody who may still sign in. */
export function prepareStandingSessions(db: Db) {
  const standing = db
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(secretaries, eq(secretaries.id, sessions.secretaryId))
    .where(isStanding)
    .prepare('standing_sessions')
  const renewed = db
    .select({ id: sessions.id, secretary, assigned })
    .from(sessions)
    .innerJoin(secretaries, eq(secretaries.id, sessions.secretaryId))
    .where(isStanding)
    .prepare('renewed_sessions')
  const everyClient = db
    .select({ clientId: clients.clientId })
    .from(clients)
    .orderBy(asc(clients.clientId))
    .prepare('every_client')
  return {
    async find(ids: readonly string[], now: Date): Promise<ReadonlySet<string>> {
      const rows = await standing.execute(standingValues(ids, now))
      return new Set(rows.map(({ id }) => id))
    },
    /** With what they are worth now: the clients that are hers, her language. */
    async renew(ids: readonly string[], now: Date): Promise<ReadonlyMap<string, StandingSession>> {
      const [rows, all] = await Promise.all([
        renewed.execute(standingValues(ids, now)),
        everyClient.execute(),
      ])
      const allIds = all.map(({ clientId }) => clientId)
      return new Map(
        rows.map(({ id, secretary, assigned }) => {
          const actor = { kind: secretary.role, id: secretary.id }
          return [id, { id, secretary, scope: { actor, clientIds: assigned ?? allIds, only: null } }]
        }),
      )
    },
  }
}

/** Of sessions: with the values of `standingValues`. */
export const isStanding = and(
  sql`${sessions.id} = any(${sql.placeholder('ids')}::uuid[])`,
  isNull(sessions.endedAt),
  isNull(secretaries.disabledAt),
  gt(sessions.usedAt, sql.placeholder('usedSince')),
  gt(sessions.createdAt, sql.placeholder('createdSince')),
)

export const standingValues = (ids: readonly string[], now: Date) => ({
  ids,
  usedSince: new Date(now.getTime() - idleMs).toISOString(),
  createdSince: new Date(now.getTime() - absoluteMs).toISOString(),
})

const { id, key, name, email, role, language, singleKeys } = secretaries
const secretary = { id, key, name, email, role, language, singleKeys }

/** Null for those who work for every client, as find-session.ts has it. */
const assigned = sql<
  number[] | null
>`case when ${secretaries.role} = 'secretary' and not ${secretaries.allClients}
  then array(select ${assignments.clientId} from ${assignments}
    where ${assignments.secretaryId} = ${secretaries.id} order by 1) end`

/** Their consoles are open: they are on duty. It is no use of the session, which may lapse meanwhile. */
export async function keepOnDuty(db: Db, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(sessions)
    .set({ seenAt: now })
    .where(inArray(sessions.id, [...ids]))
}
