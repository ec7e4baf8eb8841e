import type { Agency, NamedKey, ReadClient } from './agency.ts'
import type { ClientDefinition } from './definition.ts'
import type { Issue } from './explain-issue.ts'
import { nearestWord } from './nearest-word.ts'
import { type Problems, sayPath, showValue } from './problem.ts'

/** Keys of what is there already, of the folder or not. */
export type KnownKeys = {
  readonly clients: readonly string[]
  readonly secretaries: readonly string[]
  readonly teams: readonly string[]
}

/** Secretaries name clients, teams name secretaries, clients name teams: of the folder, or others known already. */
export function checkNamed(agency: Agency, others: KnownKeys, problems: Problems): void {
  // A client whose own file is wrong is not among those read; that it is unknown would be a second complaint.
  if (problems.count > 0) return
  const clients = [...agency.clients.map(({ definition }) => definition.key), ...others.clients]
  const teams = [...agency.teams.map(({ key }) => key), ...others.teams]
  checkKeys(agency.assigned, 'client', clients, problems)
  checkKeys(
    agency.members,
    'secretary',
    [...agency.secretaries.map(({ key }) => key), ...others.secretaries],
    problems,
  )
  for (const client of agency.clients) checkTeams(client, teams, problems)
}

function checkKeys(named: readonly NamedKey[], what: string, keys: readonly string[], problems: Problems) {
  const known = new Set(keys)
  for (const { key, place, path } of named) {
    if (known.has(key)) continue
    problems.add({ place, path, value: showValue(key), expected: expectedKey(what, key, known) })
  }
}

function expectedKey(what: string, key: string, known: Iterable<string>): string {
  const near = nearestWord(key, known)
  return `expected the key of a ${what}${near ? `; did you mean ${near}?` : ''}`
}

function checkTeams({ definition, places }: ReadClient, teams: readonly string[], problems: Problems): void {
  for (const { field, ...issue } of unknownTeams(definition, teams))
    problems.add({ ...issue, place: places[field], path: sayPath(issue.path), value: showValue(issue.value) })
}

/** Teams that a client names for its callers, and that are nobody's. */
export function unknownTeams(
  { settings: { answering } }: Pick<ClientDefinition, 'settings'>,
  teams: readonly string[],
): (Issue & { readonly field: 'team' | 'overflow' })[] {
  return (['team', 'overflow'] as const).flatMap((field) => {
    const key = answering[field]
    if (key === undefined || teams.includes(key)) return []
    return [{ field, path: ['answering', field], value: key, expected: expectedKey('team', key, teams) }]
  })
}
