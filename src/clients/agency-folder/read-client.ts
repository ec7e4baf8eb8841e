import { keySchema } from '../../rules/rule.ts'
import type { ClientPlaces, ContactSource, HostOptions, ReadClient } from './agency.ts'
import { checkClient } from './check-client.ts'
import { type ClientFile, clientFileSchema } from './client-file.ts'
import { check, type Issue, valueAt } from './explain-issue.ts'
import type { YamlFile } from './parse-yaml.ts'
import { type Path, type Problems, sayPath, showValue } from './problem.ts'
import { toContact, toDefinition } from './to-definition.ts'

/** Reads the client at `base` of a file; null when it has problems. */
export function readClient(
  yaml: YamlFile,
  base: Path,
  key: string,
  csv: ContactSource | null,
  problems: Problems,
  host: HostOptions,
): ReadClient | null {
  const checked = check(clientFileSchema, valueAt(yaml.value, base) ?? {})
  const issues =
    'issues' in checked ? checked.issues : checkClient(toDefinition(key, checked.value), checked.value, host)
  const all = [
    ...checkKey(key),
    ...issues,
    ...('value' in checked && csv ? checkOneSource(checked.value) : []),
  ]
  addIssues(all, yaml, base, problems)
  if ('issues' in checked || all.length > 0) return null
  return {
    definition: toDefinition(key, checked.value),
    places: placesOf(checked.value, yaml, base),
    contacts: inlineContacts(checked.value, yaml, base) ?? csv,
  }
}

export function addIssues(issues: readonly Issue[], yaml: YamlFile, base: Path, problems: Problems): void {
  for (const { path, value, expected } of issues) {
    const whole = [...base, ...path]
    problems.add({ place: yaml.place(whole), path: sayPath(whole), value: showValue(value), expected })
  }
}

function checkKey(key: string): Issue[] {
  if (keySchema.safeParse(key).success) return []
  return [
    {
      path: [],
      value: key,
      expected: 'expected a file named by the key of its client: a-z, 0-9 and -, at most 40',
    },
  ]
}

function checkOneSource({ contacts }: ClientFile): Issue[] {
  if (!contacts) return []
  return [
    { path: ['contacts'], value: null, expected: 'expected here or in a CSV file of their own, not in both' },
  ]
}

function inlineContacts({ contacts }: ClientFile, yaml: YamlFile, base: Path): ContactSource | null {
  if (!contacts) return null
  const placed = contacts.map((contact, index) => ({
    place: yaml.place([...base, 'contacts', index]),
    contact: toContact(contact),
  }))
  return { kind: 'inline', contacts: placed }
}

function placesOf({ lines, rules }: ClientFile, yaml: YamlFile, base: Path): ClientPlaces {
  const ofRules = rules.map(({ key }, index) => [key, yaml.place([...base, 'rules', index])] as const)
  return {
    start: yaml.place(base),
    lines: lines.map((_, index) => yaml.place([...base, 'lines', index, 'number'])),
    team: yaml.place([...base, 'answering', 'team']),
    overflow: yaml.place([...base, 'answering', 'overflow']),
    rules: new Map([...ofRules, ['default', yaml.place([...base, 'default'])]]),
  }
}
