import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import * as tables from '../../../db/tables.ts'

const all = Object.values(tables).filter((table) => table instanceof PgTable)

/**
 * Names of all tables with rows of a client, in an order in which they can be emptied: whoever refers to a row goes
 * before it; `clients` itself is the last. Read off the schema, so that a table of tomorrow is not forgotten.
 */
export function ownedTables(): string[] {
  const configs = all.map(getTableConfig)
  const owned = configs.filter(({ columns }) => columns.some(({ name }) => name === 'client_id'))
  const left = new Map(
    owned.map(({ name, foreignKeys }) => [
      name,
      new Set(
        foreignKeys
          .map((key) => getTableConfig(key.reference().foreignTable).name)
          .filter((to) => to !== name),
      ),
    ]),
  )
  const order: string[] = []
  while (left.size > 0) {
    const free = [...left.keys()].filter((name) => ![...left.values()].some((targets) => targets.has(name)))
    if (free.length === 0)
      throw new Error(`tables refer to each other in a circle: ${[...left.keys()].join(', ')}`)
    for (const name of free.sort()) {
      order.push(name)
      left.delete(name)
    }
  }
  return order
}

/** Those of them that name files of the store. */
export const tablesWithFiles = (): string[] =>
  all
    .map(getTableConfig)
    .flatMap(({ name, columns }) =>
      columns.some((column) => column.name === 'file_key') &&
      columns.some((column) => column.name === 'client_id')
        ? [name]
        : [],
    )
