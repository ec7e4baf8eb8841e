import type { PhoneNumber } from '../../phone-number.ts'
import type { ReadClient } from './agency.ts'
import type { Problems } from './problem.ts'

type Planned = { readonly read: ReadClient }

/**
 * A line belongs to one client, and moves to another only when the first gives it up in the same import: a
 * number typed wrongly must not take somebody else's calls.
 */
export function checkLineOwners(
  plans: readonly Planned[],
  owners: ReadonlyMap<PhoneNumber, string>,
  problems: Problems,
): void {
  const described = new Map<PhoneNumber, string>()
  const named = new Set(plans.map(({ read }) => read.definition.key))
  for (const { read } of plans) {
    const { key, lines } = read.definition
    for (const [index, { number }] of lines.entries()) {
      const other = described.get(number) ?? stillHolding(owners.get(number), named)
      if (!described.has(number)) described.set(number, key)
      if (other === undefined || other === key) continue
      const expected = `a line of ${other}; expected ${other} to give it up in the same import`
      const place = read.places.lines[index] ?? read.places.start
      problems.add({ place, path: `lines[${index}].number`, value: JSON.stringify(number), expected })
    }
  }
}

/** A client that the folder describes keeps only what the folder says; another keeps what it has. */
const stillHolding = (owner: string | undefined, named: ReadonlySet<string>) =>
  owner !== undefined && named.has(owner) ? undefined : owner
