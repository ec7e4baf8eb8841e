import { eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import { secretaries } from '../secretaries/tables.ts'
import { teamMembers, teams } from './tables.ts'

/** `id` is null for a new one; members by their keys. */
type Saving = {
  readonly id: string | null
  readonly team: { readonly key: string; readonly name: string; readonly members: readonly string[] }
}

/** As the agency folder describes them. The secretaries named are there already. */
export async function saveTeams(tx: Transaction, changes: readonly Saving[]): Promise<void> {
  for (const { id: known, team } of changes) {
    const { key, name, members } = team
    const id = known ?? newId()
    if (known) await tx.update(teams).set({ name }).where(eq(teams.id, id))
    else await tx.insert(teams).values({ id, key, name })
    const people =
      members.length === 0
        ? []
        : await tx
            .select({ id: secretaries.id })
            .from(secretaries)
            .where(inArray(secretaries.key, [...members]))
    if (people.length !== members.length) throw new Error(`Of ${members.join(', ')} some are not there`)
    await saveMembers(
      tx,
      id,
      people.map((one) => one.id),
    )
  }
}

/** These are in the team from now on, and nobody else. */
export async function saveMembers(
  tx: Transaction,
  teamId: string,
  secretaryIds: readonly string[],
): Promise<void> {
  await tx.delete(teamMembers).where(eq(teamMembers.teamId, teamId))
  if (secretaryIds.length === 0) return
  await tx.insert(teamMembers).values(secretaryIds.map((secretaryId) => ({ teamId, secretaryId })))
}
