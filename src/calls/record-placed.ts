import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { decisionByHand } from './by-hand.ts'
import { forgottenAfterMs } from './conclude.ts'
import type { CallKey } from './find-call.ts'
import { tellStory } from './record-transfer.ts'
import { calls } from './tables.ts'

/** A call that a secretary places for a client. */
export type NewPlaced = CallKey & {
  readonly line: PhoneNumber
  readonly number: PhoneNumber
  readonly contactId: string | null
  readonly name: string | null
  readonly ruleSetVersion: number
  readonly at: Date
}

/** The exchange has no name for it yet: it gets that of the other side's line. */
export async function createPlaced(tx: Transaction, placed: NewPlaced): Promise<void> {
  const { clientId, callId, line, number, contactId, name, ruleSetVersion, at } = placed
  await tx.insert(calls).values({
    ...{ clientId, id: callId, callSid: `outgoing-${callId}`, line, arrivedAt: at },
    ...{ direction: 'outbound', callerKind: 'number', caller: number, callerName: name, contactId },
    ...{ decision: decisionByHand(ruleSetVersion, 'placed'), degraded: false, exchangeStatus: 'queued' },
    concludeAt: new Date(at.getTime() + forgottenAfterMs),
  })
  await tellStory(tx, placed, { key: 'arrived', at, details: {} })
}

export async function namePlaced(tx: Transaction, key: CallKey, callSid: string): Promise<void> {
  await tx.update(calls).set({ callSid }).where(isCall(key))
}

/** He whom she rang has picked up. */
export async function recordReached(
  tx: Transaction,
  key: CallKey,
  { at, secretaryId }: { readonly at: Date; readonly secretaryId: string | null },
): Promise<void> {
  const first = and(isCall(key), isNull(calls.answeredAt))
  await tx.update(calls).set({ answeredAt: at, answeredById: secretaryId }).where(first)
  await tellStory(tx, key, { key: 'answered', at, details: { secretaryId } })
}

/** It is over for us, whatever the exchange still tells of it. */
export async function recordPlacedOver(tx: Transaction, key: CallKey, at: Date): Promise<void> {
  const instant = sql`${at.toISOString()}::timestamptz`
  await tx
    .update(calls)
    .set({
      endedAt: sql`least(${calls.endedAt}, ${instant})`,
      concludeAt: sql`least(${calls.concludeAt}, ${instant})`,
    })
    .where(isCall(key))
}

const isCall = ({ clientId, callId }: CallKey) => and(eq(calls.clientId, clientId), eq(calls.id, callId))
