import type { SourceFile } from './source-files.ts'

/** A table as its slice declares it: `export const callEvents = pgTable('call_events', …`. */
type Table = { slice: string; variable: string; name: string }

const declaration = /export const (\w+) = pgTable\(\s*'([^']+)'/g
const drizzleWrite = /\.(?:insert|update|delete)\(\s*(?:\w+\.)?(\w+)\s*\)/g
const writtenByVariable = /\b(?:insert\s+into|delete\s+from|update)\s+\$\{\s*(?:\w+\.)?(\w+)\s*\}/gi
const writtenByName =
  /\b(?:insert\s+into|delete\s+from|merge\s+into|update(?=\s+"?\w+"?(?:\s+as)?(?:\s+\w+)?\s+set\b))\s+"?(\w+)"?/gi

/** Writes to a table from outside the slice that owns it: through Drizzle or in SQL of our own. */
export function foreignWrites(files: readonly SourceFile[]): string[] {
  const tables = files.flatMap(tablesOf)
  return files.flatMap((file) =>
    writtenIn(file, tables)
      .filter((table) => table.slice !== sliceOf(file.path))
      .map((table) => `${file.path} writes to ${table.name}, which belongs to ${table.slice}`),
  )
}

function tablesOf({ path, code }: SourceFile): Table[] {
  if (!path.endsWith('/tables.ts')) return []
  return [...code.matchAll(declaration)].map(([, variable = '', name = '']) => ({
    slice: sliceOf(path),
    variable,
    name,
  }))
}

function writtenIn(file: SourceFile, tables: readonly Table[]): Table[] {
  const importedAs = importedTables(file)
  const variables = [...file.bare.matchAll(drizzleWrite), ...file.code.matchAll(writtenByVariable)]
    .map(([, name = '']) => importedAs.get(name))
    .filter((name) => name !== undefined)
  const names = [...file.code.matchAll(writtenByName)].map(([, name]) => name)
  return tables.filter((table) => variables.includes(table.variable) || names.includes(table.name))
}

/** Tables by the name they have in this file; those of `import * as tables` go by their own. */
function importedTables({ imports, code }: SourceFile): Map<string, string> {
  const fromTables = imports.filter(({ from }) => from.endsWith('/tables.ts'))
  const clauses = fromTables.flatMap(({ clause }) => [...clause.matchAll(/(\w+)(?:\s+as\s+(\w+))?/g)])
  const named = clauses.map(([, name = '', alias = name]): [string, string] => [alias, name])
  const namespaces = fromTables.flatMap(({ clause }) => /\*\s+as\s+(\w+)/.exec(clause)?.[1] ?? [])
  const members = namespaces.flatMap((space) => [...code.matchAll(new RegExp(`\\b${space}\\.(\\w+)`, 'g'))])
  return new Map([...named, ...members.map(([, name = '']): [string, string] => [name, name])])
}

/** `calls` for everything below src/calls; the file itself for what lies directly in src. */
function sliceOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'src' ? second : first
}
