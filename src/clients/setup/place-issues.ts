import type { Issue } from '../agency-folder/explain-issue.ts'
import type { Field } from './field.ts'

export type PlacedIssues = {
  /** By name of the field that each stands beside. */
  readonly fields: ReadonlyMap<string, readonly Issue[]>
  /** Those of other parts of the client, which this change would break. */
  readonly elsewhere: readonly Issue[]
}

/** Puts each fault beside the field it is about: the nearest one above it in the file, else the first below. */
export function placeIssues(
  issues: readonly Issue[],
  place: readonly PropertyKey[],
  fields: readonly Field[],
): PlacedIssues {
  const placed = issues.map((issue) => ({ issue, name: fieldOf(issue, place, fields) }))
  const inFields = placed.flatMap(({ issue, name }) => (name === null ? [] : [{ issue, name }]))
  const byName = Map.groupBy(inFields, ({ name }) => name)
  return {
    fields: new Map([...byName].map(([name, found]) => [name, found.map(({ issue }) => issue)])),
    elsewhere: placed.filter(({ name }) => name === null).map(({ issue }) => issue),
  }
}

function fieldOf({ path }: Issue, place: readonly PropertyKey[], fields: readonly Field[]): string | null {
  if (place.some((step, index) => path[index] !== step)) return null
  const at = path.slice(place.length).map(String).join('.')
  const names = fields.map(({ name }) => name)
  const above = names
    .filter((name) => at === name || at.startsWith(`${name}.`))
    .sort((a, b) => b.length - a.length)[0]
  return above ?? names.find((name) => at === '' || name.startsWith(`${at}.`)) ?? null
}
