import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { callLegs, liveCalls } from './tables.ts'
import { isLive, type LiveKey } from './take-step.ts'

type Placed = {
  readonly secretaryId: string
  /** Of the line that is to be rung. */
  readonly legId: string
  readonly number: PhoneNumber
  readonly at: Date
}

/** A call that she places: hers from the start, and the other side's line is still to be rung. */
export async function openPlaced(
  tx: Transaction,
  key: LiveKey,
  { secretaryId, legId, number, at }: Placed,
): Promise<void> {
  await tx.insert(liveCalls).values({ ...key, state: 'dialling', claimedById: secretaryId, claimedAt: at })
  await tx.insert(callLegs).values({ ...key, id: legId, role: 'called', number, startedAt: at })
}

/** The exchange's name for the other side's line. False where it was known. */
export async function nameLive(tx: Transaction, key: LiveKey, callSid: string): Promise<boolean> {
  const named = await tx
    .update(liveCalls)
    .set({ callSid })
    .where(and(isLive(key), isNull(liveCalls.callSid)))
    .returning({ callId: liveCalls.callId })
  if (named.length > 0) await tx.update(callLegs).set({ callSid }).where(isCalled(key))
  return named.length > 0
}

/** He picked up; the earliest that was told counts. */
export async function noteCalledThere(tx: Transaction, key: LiveKey, at: Date): Promise<void> {
  const joinedAt = sql`least(${callLegs.joinedAt}, ${at.toISOString()}::timestamptz)`
  await tx.update(callLegs).set({ joinedAt }).where(isCalled(key))
}

/** His line is over, or no more ours to end; `failure` counts where he never picked up. Null for a call not known. */
export async function noteCalledGone(
  tx: Transaction,
  key: LiveKey,
  { at, failure }: { readonly at: Date; readonly failure: string | null },
): Promise<{ readonly joinedAt: Date | null } | null> {
  const [leg] = await tx
    .update(callLegs)
    .set({
      leftAt: sql`least(${callLegs.leftAt}, ${at.toISOString()}::timestamptz)`,
      failure: sql`coalesce(${callLegs.failure}, case when ${callLegs.joinedAt} is null then ${failure} end)`,
    })
    .where(isCalled(key))
    .returning({ joinedAt: callLegs.joinedAt })
  return leg ?? null
}

const isCalled = ({ clientId, callId }: LiveKey) =>
  and(eq(callLegs.clientId, clientId), eq(callLegs.callId, callId), eq(callLegs.role, 'called'))
