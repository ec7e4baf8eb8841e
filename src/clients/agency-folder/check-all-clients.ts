import type { PhoneNumber } from '../../phone-number.ts'
import { checkRules } from '../../rules/check-rules.ts'
import { explainFinding } from '../../rules/explain-finding.ts'
import type { CheckedClient } from '../../rules/finding.ts'
import { localTime } from '../../rules/local-time.ts'
import type { ReadClient } from './agency.ts'
import { checkReachable } from './check-reachable.ts'
import type { ClientDefinition } from './definition.ts'
import { type Place, type Problems, sayProblem } from './problem.ts'

/** Judges every client once all lines are known, its rules above all: errors refuse the import, warnings are shown. */
export function checkAllClients(
  clients: readonly ReadClient[],
  otherLines: Iterable<PhoneNumber>,
  problems: Problems,
  now: Date,
): void {
  const described = clients.flatMap(({ definition }) => definition.lines.map((line) => line.number))
  const agencyLines = new Set([...otherLines, ...described])
  for (const read of clients) {
    const { definition, places } = read
    const today = localTime(now, definition.hours.timeZone).today.date
    checkReachable(read, problems)
    checkEmergencyNumber(definition, agencyLines, places.start, problems)
    for (const finding of checkRules(definition.ruleSet, checkedClient(definition, agencyLines), today)) {
      const expected = explainFinding(finding, { language: 'en', executives: byKey(definition) })
      const problem = {
        place: places.rules.get(finding.ruleKey) ?? places.start,
        path: '',
        value: null,
        expected,
      }
      if (finding.level === 'error') problems.add(problem)
      else problems.warnings.push(sayProblem(problem))
    }
  }
}

export const checkedClient = (
  definition: ClientDefinition,
  agencyLines: ReadonlySet<PhoneNumber>,
): CheckedClient => ({
  hours: definition.hours,
  publicNumber: definition.settings.publicNumber,
  lines: definition.lines,
  executives: new Map(definition.executives.map(({ key, mobile }) => [key, { number: mobile }])),
  agencyLines,
})

const byKey = ({ executives }: ClientDefinition) =>
  new Map(executives.map((executive) => [executive.key, executive]))

function checkEmergencyNumber(
  { settings }: ClientDefinition,
  agencyLines: ReadonlySet<PhoneNumber>,
  place: Place,
  problems: Problems,
): void {
  const number = settings.emergencyNumber
  if (number === null || !agencyLines.has(number)) return
  const expected = 'a line of ours, from which the call would come back; expected a telephone of the client'
  problems.add({ place, path: 'emergencyNumber', value: JSON.stringify(number), expected })
}
