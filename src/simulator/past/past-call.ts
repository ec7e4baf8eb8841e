import { callerColumns, keptFacts } from '../../calls/kept-facts.ts'
import type { calls } from '../../calls/tables.ts'
import { idFrom } from '../../ids.ts'
import { decide } from '../../rules/decide.ts'
import type { Facts } from '../../rules/facts.ts'
import { packTrace } from '../../rules/pack-trace.ts'
import type { StoredDecision } from '../../rules/stored-decision.ts'
import { callIdOf } from '../../twilio/webhooks.ts'
import type { PastClient } from './past-agency.ts'
import type { PastCaller } from './past-caller.ts'

export type PastCall = typeof calls.$inferInsert

export type Ringing = {
  readonly its: PastClient
  readonly caller: PastCaller
  readonly at: Date
  /** When he rang before, newest first. */
  readonly earlier: readonly Date[]
  /** Of all calls of the past. */
  readonly place: number
}

/** A call as it is written down when it arrives: decided by the client's own rules. What became of it comes on top. */
export function arrivedCall(ringing: Ringing): PastCall {
  const { its, caller, at, place } = ringing
  const { client, line } = its
  const facts = factsOf(ringing)
  const callSid = sidOf('CA', place)
  return {
    ...{ clientId: client.clientId, id: callIdOf(callSid), callSid, line: line.number },
    ...callerColumns(facts),
    ...{ callerName: facts.contact?.name ?? null, contactId: facts.contact?.id ?? null, forwardedFrom: null },
    ...{ arrivedAt: at, decision: decisionFor(its, facts), direction: 'inbound', degraded: false },
    ...untouched,
    // A caller who is known by name only has told it to a secretary.
    ...(caller.number === null && { callerName: null }),
  }
}

/** A name of the exchange that none of its own can be: they are drawn, these are derived. */
export const sidOf = (prefix: 'CA' | 'RE' | 'SM', place: number | string): string =>
  `${prefix}${idFrom('past', prefix, place).replaceAll('-', '')}`

/** All that a call may come to have, so that every row has every column. */
export const untouched = {
  ...{ dialledAt: null, dialledNumber: null, acceptedAt: null, dialEndedAt: null, dialStatus: null },
  ...{ bridged: false, talkSeconds: 0, heldSeconds: 0, rungSeconds: null },
  ...{ queuedAt: null, leftQueueAt: null, leftQueueHow: null, answeredAt: null, answeredById: null },
  ...{ voicemailAt: null, refusedAt: null, recordedAt: null, recordedSeconds: null },
  ...{ exchangeStatus: 'completed', statusSequence: 2, endedAt: null, durationSeconds: null },
  ...{ wrapUpFrom: null, wrapUpUntil: null, outcome: null, billable: null },
  ...{ concludeAt: null, disposition: null },
} as const satisfies Partial<PastCall>

const arrivalsKept = 50
const arrivalsKeptMs = 7 * 86_400_000

function factsOf({ its, caller: { number }, at, earlier }: Ringing): Facts {
  return {
    ...{ line: its.line.number, channel: 'voice', now: at },
    caller: number === null ? { kind: 'withheld' } : { kind: 'number', number },
    contact: number === null ? null : (its.contacts.get(number) ?? null),
    availability: new Map(),
    recentArrivals: earlier
      .filter((one) => at.getTime() - one.getTime() < arrivalsKeptMs)
      .slice(0, arrivalsKept),
    expectedBy: [],
  }
}

function decisionFor({ client, rules }: PastClient, facts: Facts): StoredDecision {
  const { action, ruleKey, trace } = decide(rules, facts, client)
  const { ruleSetVersion } = client
  return { action, ruleKey, ruleSetVersion, trace: packTrace(trace), facts: keptFacts(facts) }
}
