import type { ReadClient } from './agency.ts'
import { type Problems, sayProblem } from './problem.ts'

/** Warns of an executive whom a message of some urgency could not reach by any way she chose. */
export function checkReachable({ definition, places }: ReadClient, problems: Problems): void {
  for (const [index, { key, mobile, email, choices }] of definition.executives.entries()) {
    const has = { sms: mobile !== null, email: email !== null }
    for (const urgency of ['urgent', 'ordinary'] as const) {
      if (choices[urgency].some((channel) => has[channel])) continue
      const expected = `no ${urgency} message can reach her: expected a mobile or an e-mail address as her choices say`
      const path = `executives[${index}]`
      problems.warnings.push(sayProblem({ place: places.start, path, value: JSON.stringify(key), expected }))
    }
  }
}
