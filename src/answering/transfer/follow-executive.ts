import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { tellStory } from '../../calls/record-transfer.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { endLiveCall } from '../end-live-call.ts'
import { fetchBack } from '../lose-secretary.ts'
import { callLegs, liveCalls } from '../tables.ts'
import { type LiveCall, type LiveKey, lockLive, takeStep } from '../take-step.ts'
import { closeLeg, type ExecutiveLeg, findLastLeg } from './executive-leg.ts'
import { handedOverAt } from './note-step.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>
type Gone = { readonly legId: string; readonly at: Date; readonly failure: string | null }

/** Who was handed to her and is alone so soon has not spoken with her. */
const spokeAfterMs = 4_000

/** She picked up: in time, or after everybody had given her up, which ends her call. */
export async function joinExecutive(
  context: Needs,
  key: LiveKey,
  { legId, callSid, at }: { readonly legId: string; readonly callSid: string; readonly at: Date },
): Promise<void> {
  const isIt = and(eq(callLegs.clientId, key.clientId), eq(callLegs.id, legId), isNull(callLegs.leftAt))
  const [leg] = await context.db
    .update(callLegs)
    .set({ callSid, joinedAt: sql`least(${callLegs.joinedAt}, ${at.toISOString()}::timestamptz)` })
    .where(isIt)
    .returning()
  if (!leg) await context.gateway.endCall(callSid)
  context.live.changed([key.clientId], 'floor')
}

/**
 * She was not had, or has left: who is left together speaks on, and a caller who was handed to her either has spoken
 * with her, so that the call is over, or waits for the secretary again. Safe to repeat. False for a leg not known.
 */
export async function followExecutive(context: Needs, key: LiveKey, gone: Gone): Promise<boolean> {
  const found = await context.db.transaction(async (tx) => {
    const call = await lockLive(tx, key)
    const leg = await findLastLeg(tx, key)
    if (!call || !leg) return null
    const closed = await closeLeg(tx, key.clientId, gone.legId, gone)
    if (!closed && gone.failure) await sayWhy(tx, key, gone)
    if (!closed || leg.id !== closed.id) return { call, closed: null, since: null }
    const details = { failure: gone.failure, executiveId: closed.executiveId }
    await tellStory(tx, key, { key: `executiveLeft-${closed.id}`, at: gone.at, details })
    const only = inArray(liveCalls.state, ['consulting', 'conferring'])
    await takeStep(tx, key, 'comeBack', { only })
    return { call, closed, since: await handedOverAt(tx, key, closed.id) }
  })
  if (!found) return false
  context.live.changed([key.clientId], 'floor')
  if (found.closed && found.call.state === 'handedOver')
    await partThem(context, found.call, { ...gone, leg: found.closed, since: found.since })
  return true
}

/** The conference may have told that she is gone before her line told why. */
async function sayWhy(tx: Transaction, { clientId }: LiveKey, { legId, failure }: Gone): Promise<void> {
  const isIt = and(eq(callLegs.clientId, clientId), eq(callLegs.id, legId))
  const unexplained = and(isNull(callLegs.joinedAt), isNull(callLegs.failure))
  await tx.update(callLegs).set({ failure }).where(and(isIt, unexplained))
}

type Parting = Gone & { readonly leg: ExecutiveLeg; readonly since: Date | null }

async function partThem(context: Needs, call: LiveCall, { leg, since, at }: Parting): Promise<void> {
  const key = { clientId: call.clientId, callId: call.callId }
  const haveSpoken = leg.joinedAt && since && at.getTime() - since.getTime() >= spokeAfterMs
  if (!haveSpoken) return fetchBack(context, key, at)
  await endLiveCall(context, key, at)
  if (call.callSid) await context.gateway.endCall(call.callSid)
}
