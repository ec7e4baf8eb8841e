import type { ReadClient } from './agency.ts'
import { expectedExecutive } from './check-client.ts'
import type { ContactDefinition } from './definition.ts'
import type { Place, Problems } from './problem.ts'
import { showValue } from './problem.ts'
import { readContacts } from './read-contacts.ts'

/**
 * A client's contacts in batches. A key or a number given twice is told with both places; a contact with a
 * problem is left out. Holds every key and number of the one client meanwhile (about 100 bytes each).
 */
export async function* validContacts(
  client: ReadClient,
  problems: Problems,
): AsyncGenerator<ContactDefinition[]> {
  if (!client.contacts) return
  const executives = client.definition.executives.map(({ key }) => key)
  const lines = { keys: new Map<string, number>(), numbers: new Map<string, number>() }
  for await (const batch of readContacts(client.contacts, problems)) {
    const valid = batch.filter(({ place, contact }) => {
      const found = [
        ...findRepeated('key', [contact.key], lines.keys, place),
        ...findRepeated('numbers', contact.numbers, lines.numbers, place),
        ...findUnknownExecutive(contact, executives),
      ]
      for (const { path, value, expected } of found) {
        problems.add({ place, path, value: showValue(value), expected })
      }
      return found.length === 0
    })
    yield valid.map(({ contact }) => contact)
  }
}

type Found = { path: string; value: string; expected: string }

function findRepeated(
  path: string,
  values: readonly string[],
  seen: Map<string, number>,
  { line }: Place,
): Found[] {
  return values.flatMap((value) => {
    const first = seen.get(value)
    if (first === undefined) seen.set(value, line)
    return first === undefined
      ? []
      : [{ path, value, expected: `already in line ${first}; expected once per client` }]
  })
}

function findUnknownExecutive({ executive }: ContactDefinition, keys: readonly string[]): Found[] {
  if (executive === null || keys.includes(executive)) return []
  return [{ path: 'executive', value: executive, expected: expectedExecutive(executive, keys) }]
}
