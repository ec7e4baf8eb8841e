import type { z } from 'zod'
import type { Agency, NamedKey } from './agency.ts'
import type { agencyFileSchema } from './agency-file.ts'
import { valueAt } from './explain-issue.ts'
import type { YamlFile } from './parse-yaml.ts'
import { type Path, type Problems, sayPath, showValue } from './problem.ts'

type AgencyFile = z.output<typeof agencyFileSchema>
type People = Pick<Agency, 'secretaries' | 'teams' | 'assigned' | 'members'>

/** Who works at the agency, as its file says, and where it names what can only be judged later. */
export function readPeople({ secretaries, teams }: AgencyFile, yaml: YamlFile, problems: Problems): People {
  for (const field of ['key', 'email'] as const) refuseRepeated(secretaries, 'secretaries', field)
  for (const field of ['key', 'name'] as const) refuseRepeated(teams, 'teams', field)
  const named = (path: Path): NamedKey[] => namedIn(yaml, path)
  const ofHers = (list: 'clients' | 'regular' | 'priorities') =>
    secretaries.flatMap((_, index) => named(['secretaries', index, list]))
  for (const [index, { role, clients, regular, priorities }] of secretaries.entries()) {
    if (clients === 'all' || role !== 'secretary') continue
    const hers = new Set(clients)
    if ([...regular, ...Object.keys(priorities)].every((key) => hers.has(key))) continue
    for (const list of ['regular', 'priorities'] as const)
      for (const { key, place, path } of named(['secretaries', index, list]))
        if (!hers.has(key))
          problems.add({ place, path, value: showValue(key), expected: 'expected one of her clients' })
  }
  return {
    ...{ secretaries, teams },
    assigned: [...ofHers('clients'), ...ofHers('regular'), ...ofHers('priorities')],
    members: teams.flatMap((_, index) => named(['teams', index, 'members'])),
  }

  function refuseRepeated<F extends string>(
    people: readonly Readonly<Record<F, string>>[],
    list: 'secretaries' | 'teams',
    field: F,
  ): void {
    const values = people.map((one) => one[field])
    for (const [index, value] of values.entries()) {
      if (values.indexOf(value) === index) continue
      const path = [list, index, field]
      const other = list === 'teams' ? 'team' : 'secretary'
      const expected = `expected a ${field} that no other ${other} has`
      problems.add({ place: yaml.place(path), path: sayPath(path), value: showValue(value), expected })
    }
  }
}

/** As the keys stand in the file: repeated or out of order, each keeps its place. */
function namedIn(yaml: YamlFile, list: Path): NamedKey[] {
  const written = valueAt(yaml.value, list)
  if (typeof written !== 'object' || written === null) return []
  const entries = Array.isArray(written)
    ? written.map((key, position) => [String(key), position] as const)
    : Object.keys(written).map((key) => [key, key] as const)
  return entries.map(([key, step]) => {
    const path = [...list, step]
    return { key, place: yaml.place(path), path: sayPath(path) }
  })
}
