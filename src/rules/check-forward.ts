import type { CheckedClient, Finding } from './finding.ts'
import type { Action, Condition } from './rule.ts'

const RINGING_SECONDS = 35
/** The caller has already heard the client's own telephone ring. */
const RINGING_AFTER_DIVERSION_SECONDS = 15
const SCREENING_SECONDS = 10

export function checkForward(
  ruleKey: string,
  when: readonly Condition[],
  action: Action,
  client: CheckedClient,
): Finding[] {
  if (action.kind !== 'forward') return []
  const mostSeconds = mostRinging(when, client)
  const target = checkTarget(ruleKey, action.to, client)
  if (action.ringSeconds <= mostSeconds) return target
  return [
    ...target,
    { level: 'warning', ruleKey, code: 'ringsTooLong', ringSeconds: action.ringSeconds, mostSeconds },
  ]
}

function checkTarget(ruleKey: string, executive: string, client: CheckedClient): Finding[] {
  const known = client.executives.get(executive)
  if (!known) return []
  const { number } = known
  if (number === null) return [{ level: 'error', ruleKey, code: 'noTelephone', executive }]
  if (client.agencyLines.has(number) || client.lines.some((line) => line.number === number)) {
    return [{ level: 'error', ruleKey, code: 'forwardToOurLine', executive, line: number }]
  }
  const isDiverted = client.lines.some((line) => line.diversion !== 'none')
  if (number !== client.publicNumber || !isDiverted) return []
  return [{ level: 'warning', ruleKey, code: 'forwardMayReturn', executive, publicNumber: number }]
}

/** Seconds an executive may be rung so that the caller hears no longer ring tone than we promise. */
function mostRinging(when: readonly Condition[], { lines }: CheckedClient): number {
  const named = when.find((condition) => condition.kind === 'line')?.lines
  const concerned = named ? lines.filter((line) => named.includes(line.number)) : lines
  const isDivertedLate = concerned.some((line) => line.diversion === 'onNoAnswer')
  return isDivertedLate ? RINGING_AFTER_DIVERSION_SECONDS : RINGING_SECONDS - SCREENING_SECONDS
}
