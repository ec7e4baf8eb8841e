import { isDeepStrictEqual } from 'node:util'
import { asc, eq } from 'drizzle-orm'
import type { Db, Transaction } from '../../db/db.ts'
import { teamMembers, teams } from '../../floor/tables.ts'
import { secretaries } from '../../secretaries/tables.ts'
import type { TeamDefinition } from './definition.ts'

export type StoredTeam = TeamDefinition & { readonly id: string }
/** `id` is null for a new one. */
export type TeamChange = { readonly id: string | null; readonly team: TeamDefinition }

/** Every team with its members, in the order of their keys. */
export async function loadTeams(db: Db | Transaction): Promise<StoredTeam[]> {
  const rows = await db.select().from(teams).orderBy(asc(teams.key))
  const members = await db
    .select({ teamId: teamMembers.teamId, key: secretaries.key })
    .from(teamMembers)
    .innerJoin(secretaries, eq(secretaries.id, teamMembers.secretaryId))
  const byTeam = Map.groupBy(members, ({ teamId }) => teamId)
  return rows.map((team) => ({
    ...team,
    members: (byTeam.get(team.id) ?? []).map(({ key }) => key).sort(),
  }))
}

/** Those that are new or different. A team that is not named stays as it is. */
export function compareTeams(
  known: readonly StoredTeam[],
  described: readonly TeamDefinition[],
): TeamChange[] {
  return described.flatMap((team): TeamChange[] => {
    const old = known.find(({ key }) => key === team.key)
    if (!old) return [{ id: null, team }]
    const { id, ...definition } = old
    return isDeepStrictEqual(definition, team) ? [] : [{ id, team }]
  })
}
