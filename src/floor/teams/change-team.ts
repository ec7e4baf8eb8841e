import { eq, sql } from 'drizzle-orm'
import { newKey } from '../../clients/setup/new-key.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import { recordAccountEvent } from '../../secretaries/record-account-event.ts'
import { saveMembers } from '../save-teams.ts'
import { teams } from '../tables.ts'
import { tellFloor } from '../tell-floor.ts'
import { findPeople, findTeams, type Team, type TeamUse } from './find-teams.ts'

type Changing = Pick<Context, 'db' | 'live' | 'now'>
type Entered = { readonly name: string; readonly memberIds: readonly string[] }
type By = { readonly actorId: string; readonly at: Date }

/** Two who name a team at the same moment name it one after the other. */
const teamsLock = 20_261_123

/** A new team, or another name and other people for one; from the next ring on. */
export async function saveTeam(
  context: Changing,
  actorId: string,
  teamId: string | null,
  entered: Entered,
): Promise<{ readonly kind: 'saved'; readonly teamId: string } | 'nameTaken' | 'unknown'> {
  const by = { actorId, at: context.now() }
  const outcome = await context.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${teamsLock})`)
    const all = await findTeams(tx)
    const standing = all.find(({ id }) => id === teamId)
    if (teamId !== null && !standing) return 'unknown'
    if (all.some(({ id, name }) => id !== teamId && isSameName(name, entered.name))) return 'nameTaken'
    const id = standing
      ? await rename(tx, standing, entered, by)
      : await make(
          tx,
          all.map(({ key }) => key),
          entered,
          by,
        )
    await setMembers(tx, { id, members: standing?.members ?? [] }, entered.memberIds, by)
    return { kind: 'saved', teamId: id } as const
  })
  if (typeof outcome === 'object') tellFloor(context)
  return outcome
}

const isSameName = (a: string, b: string) => a.localeCompare(b, 'fr', { sensitivity: 'base' }) === 0

async function make(
  tx: Transaction,
  taken: readonly string[],
  { name }: Entered,
  { actorId, at }: By,
): Promise<string> {
  const [id, key] = [newId(), newKey(name, taken)]
  await tx.insert(teams).values({ id, key, name })
  await recordAccountEvent(tx, {
    actorId,
    secretaryId: actorId,
    verb: 'teamMade',
    details: { team: key },
    at,
  })
  return id
}

async function rename(
  tx: Transaction,
  { id, key, name: before }: Team,
  { name }: Entered,
  { actorId, at }: By,
) {
  if (before === name) return id
  await tx.update(teams).set({ name }).where(eq(teams.id, id))
  const details = { team: key, before, after: name }
  await recordAccountEvent(tx, { actorId, secretaryId: actorId, verb: 'teamRenamed', details, at })
  return id
}

/** Whoever may not sign in any more and was in the team stays: she may come back. */
async function setMembers(
  tx: Transaction,
  { id, members }: Pick<Team, 'id' | 'members'>,
  memberIds: readonly string[],
  { actorId, at }: By,
): Promise<void> {
  const known = new Set((await findPeople(tx)).map((one) => one.id))
  const before = members.map((one) => one.id)
  const chosen = memberIds.filter((one) => known.has(one))
  const after = [...new Set([...chosen, ...before.filter((one) => !known.has(one))])]
  await saveMembers(tx, id, after)
  const moved = [
    ...after.filter((one) => !before.includes(one)).map((one) => [one, 'teamJoined'] as const),
    ...before.filter((one) => !after.includes(one)).map((one) => [one, 'teamLeft'] as const),
  ]
  for (const [secretaryId, verb] of moved)
    await recordAccountEvent(tx, { actorId, secretaryId, verb, details: { teamId: id }, at })
}

/** A team that a client's calls come to is not deleted: these are answered, and nothing is. */
export async function deleteTeam(
  context: Changing,
  actorId: string,
  teamId: string,
): Promise<'deleted' | 'unknown' | readonly TeamUse[]> {
  const at = context.now()
  const outcome = await context.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${teamsLock})`)
    const team = (await findTeams(tx)).find(({ id }) => id === teamId)
    if (!team) return 'unknown'
    if (team.usedBy.length > 0) return team.usedBy
    await saveMembers(tx, teamId, [])
    await tx.delete(teams).where(eq(teams.id, teamId))
    const details = { team: team.key }
    await recordAccountEvent(tx, { actorId, secretaryId: actorId, verb: 'teamDeleted', details, at })
    return 'deleted'
  })
  if (outcome === 'deleted') tellFloor(context)
  return outcome
}
