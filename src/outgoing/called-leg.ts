import { and, eq, isNull } from 'drizzle-orm'
import { nameLive } from '../answering/placed-live.ts'
import type { LiveKey } from '../answering/take-step.ts'
import { namePlaced } from '../calls/record-placed.ts'
import type { Transaction } from '../db/db.ts'
import type { PlacedOutcome } from './outgoing.ts'
import { outgoingCalls } from './tables.ts'

/** As the exchange calls whoever is rung in the conference, so that he is known before we have heard of his call. */
export const calledLabel = (legId: string): string => `called-${legId}`

export const calledIn = (label: string | null): string | null =>
  label?.match(/^called-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)?.[1] ?? null

/** The exchange has named his line; told again it changes nothing. */
export async function nameCalled(tx: Transaction, key: LiveKey, callSid: string): Promise<void> {
  if (await nameLive(tx, key, callSid)) await namePlaced(tx, key, callSid)
}

/** What became of it; what was known first stays. */
export async function noteOutcome(tx: Transaction, key: LiveKey, outcome: PlacedOutcome): Promise<void> {
  await tx
    .update(outgoingCalls)
    .set({ outcome })
    .where(and(isPlaced(key), isNull(outgoingCalls.outcome)))
}

/** Whatever was known of it: he had been reached, and the line was cut on our side. */
export async function noteBrokeOff(tx: Transaction, key: LiveKey): Promise<void> {
  await tx.update(outgoingCalls).set({ outcome: 'brokeOff' }).where(isPlaced(key))
}

export const isPlaced = ({ clientId, callId }: LiveKey) =>
  and(eq(outgoingCalls.clientId, clientId), eq(outgoingCalls.callId, callId))
