import { and, eq, isNotNull } from 'drizzle-orm'
import { recordAnswered } from '../calls/record-waiting.ts'
import type { Transaction } from '../db/db.ts'
import { callLegs, liveCalls } from './tables.ts'
import { isLive, isOutgoing, type LiveCall, takeStep } from './take-step.ts'

type Told = { readonly conferenceSid: string; readonly step: 'join' | 'leave'; readonly at: Date }

/**
 * The caller and whoever took him have both been in this conference: so he is answered, also where that is told after
 * one of them has left, or after the call is over. Answers whether they speak from now on.
 */
export async function speakTogether(tx: Transaction, call: LiveCall, told: Told): Promise<boolean> {
  const { conferenceSid, step, at } = told
  const isUnderWay = call.state !== 'ended' && call.state !== 'waiting'
  if (isUnderWay && step === 'join') await tx.update(liveCalls).set({ conferenceSid }).where(isLive(call))
  if (isOutgoing(call) || (isUnderWay && call.state !== 'claimed')) return false
  const met = await findMet(tx, call, conferenceSid)
  if (!met) return false
  if (isUnderWay && !met.caller.leftAt) return joinBoth(tx, call, at)
  await recordAnswered(tx, call, { at, secretaryId: met.secretary.secretaryId })
  return false
}

/** A conference is over when the caller leaves it, or she leaves it alone: two who were in the same one have met. */
async function findMet(tx: Transaction, call: LiveCall, conferenceSid: string) {
  const legs = await tx
    .select()
    .from(callLegs)
    .where(
      and(
        ...[eq(callLegs.clientId, call.clientId), eq(callLegs.callId, call.callId)],
        ...[eq(callLegs.conferenceSid, conferenceSid), isNotNull(callLegs.joinedAt)],
      ),
    )
  const caller = legs.find(({ role }) => role === 'caller')
  const theirs = legs.filter(({ role }) => role === 'secretary')
  const hers = theirs.find(({ secretaryId }) => secretaryId === call.claimedById)
  const secretary = hers ?? (call.state === 'claimed' ? undefined : theirs[0])
  return caller && secretary ? { caller, secretary } : null
}

/** Both are known to be there. */
export async function joinBoth(tx: Transaction, call: LiveCall, at: Date): Promise<boolean> {
  if (!(await takeStep(tx, call, 'join', { joinedAt: at }))) return false
  await recordAnswered(tx, call, { at, secretaryId: call.claimedById })
  return true
}
