import type { ReadClient } from './agency.ts'
import { type Problems, sayProblem } from './problem.ts'

/** Warns of an executive whom no message can reach: whoever lacks the way she chose gets the other one. */
export function checkReachable({ definition, places }: ReadClient, problems: Problems): void {
  for (const [index, { key, mobile, email }] of definition.executives.entries()) {
    if (mobile !== null || email !== null) continue
    const expected = 'no message can reach her: expected a mobile or an e-mail address'
    const path = `executives[${index}]`
    problems.warnings.push(sayProblem({ place: places.start, path, value: JSON.stringify(key), expected }))
  }
}
