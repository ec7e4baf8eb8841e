import { expectedExecutive } from './check-client.ts'
import type { ClientDefinition } from './definition.ts'
import type { Issue } from './explain-issue.ts'
import { nearestWord } from './nearest-word.ts'
import type { Path } from './problem.ts'

/** Appointment types and mandates name executives and types of this client only. */
export function checkAgenda({ executives, appointmentTypes, mandates }: ClientDefinition): Issue[] {
  const people = executives.map(({ key }) => key)
  const types = appointmentTypes.map(({ key }) => key)
  const unknown = (path: Path, keys: readonly string[], known: readonly string[], expected: Expected) =>
    keys.flatMap((key, index) =>
      known.includes(key) ? [] : [{ path: [...path, index], value: key, expected: expected(key, known) }],
    )
  return [
    ...appointmentTypes.flatMap((type, index) =>
      unknown(['appointmentTypes', index, 'executives'], type.executives, people, expectedExecutive),
    ),
    ...mandates.flatMap((mandate, index) => [
      ...unknown(['mandates', index, 'executives'], mandate.executives, people, expectedExecutive),
      ...unknown(['mandates', index, 'appointmentTypes'], mandate.appointmentTypes, types, expectedType),
    ]),
  ]
}

type Expected = (key: string, known: readonly string[]) => string

function expectedType(key: string, known: readonly string[]): string {
  if (known.length === 0) return 'expected an appointment type of this client, and none is listed'
  const near = nearestWord(key, known)
  return `expected the key of an appointment type: ${known.join(', ')}${near ? `; did you mean ${near}?` : ''}`
}
