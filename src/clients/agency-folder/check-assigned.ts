import type { Agency } from './agency.ts'
import { nearestWord } from './nearest-word.ts'
import { type Problems, showValue } from './problem.ts'

/** A secretary works for clients of the folder, or for others that are there already. */
export function checkAssigned(agency: Agency, others: readonly string[], problems: Problems): void {
  // A client whose own file is wrong is not among those read; that it is unknown would be a second complaint.
  if (problems.count > 0) return
  const known = new Set([...agency.clients.map(({ definition }) => definition.key), ...others])
  for (const { key, place, path } of agency.assigned) {
    if (known.has(key)) continue
    const near = nearestWord(key, known)
    const expected = `expected the key of a client${near ? `; did you mean ${near}?` : ''}`
    problems.add({ place, path, value: showValue(key), expected })
  }
}
