import { isDeepStrictEqual } from 'node:util'
import type { Db, Transaction } from '../../db/db.ts'
import { findAssignments } from '../../secretaries/find-assignments.ts'
import { secretaries } from '../../secretaries/tables.ts'
import type { SecretaryClients, SecretaryDefinition } from './definition.ts'
import type { SecretaryChange } from './plan-import.ts'

export type StoredSecretary = typeof secretaries.$inferSelect & { readonly clients: SecretaryClients }

/** Everybody at the console, in the order of their keys, with whom they work for. */
export async function loadSecretaries(db: Db | Transaction): Promise<StoredSecretary[]> {
  const assigned = await findAssignments(db)
  const rows = await db.select().from(secretaries).orderBy(secretaries.key)
  return rows.map((row) => ({ ...row, clients: row.allClients ? 'all' : (assigned.get(row.id) ?? []) }))
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

const isSame = (row: StoredSecretary, { name, email, role, language, clients }: SecretaryDefinition) =>
  row.name === name &&
  row.email === email &&
  row.role === role &&
  row.language === language &&
  isDeepStrictEqual(row.clients, clients)
