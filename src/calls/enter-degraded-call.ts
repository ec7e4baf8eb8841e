import { sql } from 'drizzle-orm'
import { takeStep } from '../answering/take-step.ts'
import type { Client, Line } from '../clients/client.ts'
import { isResting, restingDecision } from '../clients/resting.ts'
import type { Context } from '../context.ts'
import { packTrace } from '../rules/pack-trace.ts'
import type { Action, TakeMessage } from '../rules/rule.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import type { CallArrived } from '../twilio/webhooks.ts'
import { forgottenAfterMs } from './conclude.ts'
import { type DegradedAnswer, emergencyRingSeconds } from './degraded-answer.ts'
import { callerColumns } from './kept-facts.ts'
import { callerOf } from './own-caller.ts'
import { callEvents, calls } from './tables.ts'

/** `nothing`: the call was found in the exchange's list, and nobody here had answered it. */
export type Heard = DegradedAnswer | 'nothing'

/** The key that stands in a decision taken from memory, in the place of a rule's. */
const degradedRuleKey = 'degraded'

/**
 * Writes down a call that was answered without the database. A write that timed out may have been committed
 * all the same: what the caller heard is the truth, so this overrides the decision in the row, once, and the
 * call is concluded anew. Safe to repeat. Answers false for a number that nobody owns.
 */
export async function enterDegradedCall(
  { db, directory, live, now }: Pick<Context, 'db' | 'directory' | 'live' | 'now'>,
  arrived: CallArrived,
  heard: Heard,
  at: Date,
): Promise<boolean> {
  const found = directory.findLine(arrived.to)
  if (!found) return false
  const { clientId } = found.client
  const answered = heardColumns(heard, found.client, at)
  const row = { ...arrivedColumns(arrived, found, at), ...answered }
  const event = { clientId, callId: row.id, key: 'arrivedDegraded', at, details: { heard } }
  await db.transaction(async (tx) => {
    const inserting = tx.insert(calls).values(row)
    if (heard === 'nothing') await inserting.onConflictDoNothing()
    else
      await inserting.onConflictDoUpdate({
        target: [calls.clientId, calls.id],
        set: { ...answered, voicemailAt: answered.voicemailAt ?? laterVoicemail, concludeAt: now() },
        setWhere: notYetHeard,
      })
    await tx.insert(callEvents).values(event).onConflictDoNothing()
    // The write that came too late had him wait for a secretary.
    await takeStep(tx, { clientId, callId: row.id }, 'end', { endedAt: at })
  })
  live.changed([clientId])
  return true
}

/** A voicemail that began with the call belongs to the decision that nobody heard; a later one is evidence. */
const laterVoicemail = sql`nullif(${calls.voicemailAt}, ${calls.arrivedAt})`

/** The row has the rules' decision, or was made from the exchange's list, before this was known. */
const notYetHeard = sql`not ${calls.degraded} or ${calls.decision} -> 'facts' ->> 'heard' = 'nothing'`

type Found = { client: Client; line: Line }

const arrivedColumns = (arrived: CallArrived, { client, line }: Found, at: Date) => ({
  clientId: client.clientId,
  id: arrived.callId,
  callSid: arrived.callSid,
  line: line.number,
  ...callerColumns({ caller: callerOf(client, arrived.caller) }),
  callerName: arrived.callerName,
  forwardedFrom: arrived.forwardedFrom,
  arrivedAt: at,
  exchangeStatus: 'ringing' as const,
})

const heardColumns = (heard: Heard, client: Client, at: Date) => ({
  decision: degradedDecision(heard, client),
  degraded: true,
  dialledAt: heard === 'emergency' ? at : null,
  dialledNumber: heard === 'emergency' ? client.emergencyNumber : null,
  voicemailAt: heard === 'voicemail' || heard === 'apology' ? at : null,
  refusedAt: null,
  queuedAt: null,
  disposition: null,
  concludeAt: new Date(at.getTime() + forgottenAfterMs),
})

function degradedDecision(heard: Heard, client: Client): StoredDecision {
  if (heard === 'resting' || (heard === 'nothing' && isResting(client)))
    return { ...restingDecision(client), facts: { heard } }
  const message: TakeMessage = { kind: 'takeMessage', copies: [], urgency: 'ordinary', by: 'voicemail' }
  const action: Action =
    heard === 'emergency'
      ? {
          kind: 'forward',
          to: 'emergency',
          ringSeconds: emergencyRingSeconds,
          screen: true,
          otherwise: message,
        }
      : message
  return {
    action,
    ruleKey: degradedRuleKey,
    ruleSetVersion: client.ruleSetVersion,
    trace: packTrace([]),
    facts: { heard },
  }
}
