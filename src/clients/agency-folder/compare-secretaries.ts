import { isDeepStrictEqual } from 'node:util'
import type { Db, Transaction } from '../../db/db.ts'
import { usualPriority } from '../../secretaries/assigned.ts'
import { findAssignments } from '../../secretaries/find-assignments.ts'
import { secretaries } from '../../secretaries/tables.ts'
import type { SecretaryDefinition } from './definition.ts'
import type { SecretaryChange } from './plan-import.ts'

export type StoredSecretary = typeof secretaries.$inferSelect &
  Pick<SecretaryDefinition, 'clients' | 'regular' | 'priorities'>

/** Everybody at the console, in the order of their keys, with whom they work for. */
export async function loadSecretaries(db: Db | Transaction): Promise<StoredSecretary[]> {
  const assigned = await findAssignments(db)
  const rows = await db.select().from(secretaries).orderBy(secretaries.key)
  return rows.map((row) => {
    const hers = assigned.get(row.id) ?? []
    return {
      ...row,
      clients: row.allClients ? 'all' : hers.map(({ key }) => key),
      regular: hers.flatMap(({ key, regular }) => (regular ? [key] : [])),
      priorities: Object.fromEntries(
        hers.flatMap(({ key, priority }) => (priority === usualPriority ? [] : [[key, priority]])),
      ),
    }
  })
}

/** Those who are new or different. Whoever is not named stays: her acts go on bearing her name. */
export function compareSecretaries(
  known: readonly StoredSecretary[],
  described: readonly SecretaryDefinition[],
): SecretaryChange[] {
  return described.flatMap((secretary) => {
    const old = known.find((row) => row.key === secretary.key)
    return old && isSame(old, secretary) ? [] : [{ id: old?.id ?? null, secretary }]
  })
}

const isSame = ({ id: _, ...row }: StoredSecretary, described: SecretaryDefinition) =>
  isDeepStrictEqual(definitionOf(row), described)

/** As a folder describes her. */
export const definitionOf = ({
  key,
  name,
  email,
  role,
  language,
  clients,
  regular,
  priorities,
}: SecretaryDefinition): SecretaryDefinition => ({
  ...{ key, name, email, role, language, clients, regular, priorities },
})
