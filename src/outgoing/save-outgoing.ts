import { and, eq } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import { openPlaced } from '../answering/placed-live.ts'
import { beginAttempt } from '../callbacks/begin-attempt.ts'
import { createPlaced, type NewPlaced } from '../calls/record-placed.ts'
import { calls } from '../calls/tables.ts'
import { claimCall } from '../calls/take-call.ts'
import type { Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { Scope } from '../scope.ts'
import type { Purpose } from './outgoing.ts'
import { outgoingCalls } from './tables.ts'

export type NewOutgoing = NewPlaced & {
  readonly purpose: Purpose
  readonly slipId: string | null
  readonly callbackId: string | null
  readonly talkLimitSeconds: number
}

/** The call, how it stands, the line of whoever is to be rung, and that she looks after it. */
export async function saveOutgoing(tx: Transaction, scope: Scope, outgoing: NewOutgoing): Promise<void> {
  const { clientId, callId, line, number, at } = outgoing
  const { purpose, slipId, callbackId, talkLimitSeconds } = outgoing
  const key = { clientId, callId }
  const secretaryId = scope.actor.id
  const legId = newId()
  await createPlaced(tx, outgoing)
  await openPlaced(tx, key, { secretaryId, legId, number, at })
  await tx
    .insert(outgoingCalls)
    .values({ ...key, placedById: secretaryId, purpose, slipId, callbackId, legId, talkLimitSeconds })
  await claimCall(tx, scope, key, at)
  if (callbackId) await beginAttempt(tx, { ...key, callbackId, secretaryId, at })
  await recordAct(tx, {
    ...{ clientId, actor: scope.actor, verb: 'call.placed', subject: { kind: 'call', id: callId } },
    ...{ before: null, after: { to: number, from: line, purpose, slipId, callbackId }, at },
  })
}

/** Whether that call of the client's was placed to that number. */
export async function isCallTo(
  tx: Transaction,
  clientId: number,
  callId: string,
  number: PhoneNumber,
): Promise<boolean> {
  const isIt = and(eq(calls.clientId, clientId), eq(calls.id, callId))
  const [call] = await tx
    .select({ id: calls.id })
    .from(calls)
    .where(and(isIt, eq(calls.direction, 'outbound'), eq(calls.caller, number)))
  return call !== undefined
}
