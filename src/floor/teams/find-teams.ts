import { asc, eq, isNull, sql } from 'drizzle-orm'
import { clients } from '../../clients/tables.ts'
import type { Db, Transaction } from '../../db/db.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { teamMembers, teams } from '../tables.ts'

export type Team = typeof teams.$inferSelect & {
  readonly members: readonly { readonly id: string; readonly name: string; readonly isDisabled: boolean }[]
  readonly usedBy: readonly TeamUse[]
}

/** A client whose calls come to the team, at once or when nobody nearer answers. */
export type TeamUse = {
  readonly clientId: number
  readonly name: string
  readonly as: 'team' | 'overflow'
}

/** Every team by name, with its people and the clients that name it. */
export async function findTeams(db: Db | Transaction): Promise<Team[]> {
  const rows = await db.select().from(teams).orderBy(asc(teams.name))
  const { id, name, disabledAt } = secretaries
  const members = await db
    .select({ teamId: teamMembers.teamId, id, name, disabledAt })
    .from(teamMembers)
    .innerJoin(secretaries, eq(id, teamMembers.secretaryId))
    .orderBy(asc(name))
  const uses = await db
    .select({ clientId: clients.clientId, name: clients.name, answering: clients.answering })
    .from(clients)
    .where(sql`${clients.answering} ?| array['team', 'overflow']`)
    .orderBy(asc(clients.name))
  const byTeam = Map.groupBy(members, ({ teamId }) => teamId)
  return rows.map((team) => ({
    ...team,
    members: (byTeam.get(team.id) ?? []).map((one) => ({
      ...{ id: one.id, name: one.name },
      isDisabled: one.disabledAt !== null,
    })),
    usedBy: uses.flatMap(({ answering, ...client }) =>
      (['team', 'overflow'] as const).flatMap((as) =>
        answering[as] === team.key ? [{ ...client, as }] : [],
      ),
    ),
  }))
}

/** Who can be in a team: everybody who may sign in, by name. */
export const findPeople = (db: Db | Transaction) =>
  db
    .select({ id: secretaries.id, name: secretaries.name })
    .from(secretaries)
    .where(isNull(secretaries.disabledAt))
    .orderBy(asc(secretaries.name))
