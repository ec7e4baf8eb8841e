import { sql } from 'drizzle-orm'
import type { Part } from './compare-definitions.ts'
import type { ClientPlan } from './plan-import.ts'

/** Of a new client everything; of another, what the plan names. */
export function changedItems<T extends { key: string }>(
  { stored, changes }: ClientPlan,
  part: Part,
  items: readonly T[],
): T[] {
  if (!stored) return [...items]
  const keys = new Set(changes.filter((change) => change.part === part).map(({ key }) => key))
  return items.filter(({ key }) => keys.has(key))
}

export const removedKeys = ({ changes }: ClientPlan, part: Part): string[] =>
  changes.filter((change) => change.part === part && change.after === null).flatMap(({ key }) => key ?? [])

/** `set` of an upsert: each of these columns as the refused row had it. */
export const fromInsert = (columns: readonly string[]) =>
  Object.fromEntries(columns.map((column) => [camelCase(column), sql`excluded.${sql.identifier(column)}`]))

const camelCase = (column: string) => column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
