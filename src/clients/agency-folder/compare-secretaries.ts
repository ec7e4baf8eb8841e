import type { secretaries } from '../../secretaries/tables.ts'
import type { SecretaryDefinition } from './definition.ts'
import type { SecretaryChange } from './plan-import.ts'

type Row = typeof secretaries.$inferSelect

/** Those who are new or different. Whoever is not named stays: her acts go on bearing her name. */
export function compareSecretaries(
  known: readonly Row[],
  described: readonly SecretaryDefinition[],
): SecretaryChange[] {
  return described.flatMap((secretary) => {
    const old = known.find((row) => row.key === secretary.key)
    return old && isSame(old, secretary) ? [] : [{ id: old?.id ?? null, secretary }]
  })
}

const isSame = (row: Row, { name, email, role, language }: SecretaryDefinition) =>
  row.name === name && row.email === email && row.role === role && row.language === language
