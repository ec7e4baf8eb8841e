import { decisionByHand } from '../../calls/by-hand.ts'
import { idFrom } from '../../ids.ts'
import type { Purpose } from '../../outgoing/outgoing.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import { callIdOf } from '../../twilio/webhooks.ts'
import type { PastClient } from './past-agency.ts'
import { sidOf, untouched } from './past-call.ts'
import { after } from './past-fate.ts'
import type { PastRows } from './past-rows.ts'

type Placed = {
  readonly its: PastClient
  readonly secretary: { readonly id: string; readonly role: 'secretary' | 'supervisor' | 'owner' }
  readonly number: PhoneNumber
  readonly name: string | null
  readonly purpose: Purpose
  readonly callbackId: string | null
  readonly at: Date
  /** Null where nobody answered. */
  readonly talkSeconds: number | null
}

const rungSeconds = 12
const givenUpSeconds = 32

/** A secretary rang somebody for a client. Answers the call's id. */
export function placeCall(past: PastRows, placed: Placed): string {
  const { its, secretary, number, name, purpose, callbackId, at, talkSeconds } = placed
  const { clientId, ruleSetVersion, outgoing } = its.client
  const callSid = sidOf('CA', `${clientId} ${number} ${at.toISOString()}`)
  const callId = callIdOf(callSid)
  const isReached = talkSeconds !== null
  const seconds = isReached ? rungSeconds + talkSeconds : givenUpSeconds
  const endedAt = after(at, seconds)
  past.calls.push({
    ...{ clientId, id: callId, callSid, line: its.line.number, callerKind: 'number', caller: number },
    ...{ callerName: name, contactId: its.contacts.get(number)?.id ?? null, forwardedFrom: null },
    ...{ arrivedAt: at, decision: decisionByHand(ruleSetVersion, 'placed'), direction: 'outbound' },
    ...{ degraded: false, ...untouched, endedAt, durationSeconds: seconds },
    ...{ exchangeStatus: isReached ? 'completed' : 'no-answer', talkSeconds: talkSeconds ?? 0 },
    ...(isReached && { answeredAt: after(at, rungSeconds), answeredById: secretary.id }),
    disposition: isReached ? 'reached' : 'notReached',
  })
  past.callHandlings.push({
    ...{ clientId, callId, secretaryId: secretary.id, takenAt: at },
    ...{ reasonKey: null, reasonVersion: null, note: null, wrappedUpAt: endedAt },
  })
  past.outgoingCalls.push({
    ...{ clientId, callId, placedById: secretary.id, purpose, slipId: null, callbackId },
    ...{ legId: idFrom('past', 'leg', callId), talkLimitSeconds: outgoing.longestMinutes * 60 },
    ...{ dialledAt: at, outcome: isReached ? 'reached' : 'noAnswer' },
  })
  past.acts.push({
    ...{ clientId, id: idFrom('past', 'placed', callId), at },
    ...{ actorKind: secretary.role, actorId: secretary.id },
    ...{ verb: 'call.placed', subjectKind: 'call', subjectId: callId, before: null },
    after: { to: number, from: its.line.number, purpose, slipId: null, callbackId },
  })
  return callId
}
