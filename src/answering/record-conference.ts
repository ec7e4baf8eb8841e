import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import { calledIn } from '../outgoing/called-leg.ts'
import { dialOnceThere } from '../outgoing/dial-called.ts'
import { recordInConference } from '../outgoing/record-called.ts'
import type { ConferenceTold } from '../twilio/live-webhooks.ts'
import { endLiveCall } from './end-live-call.ts'
import { findLiveState } from './find-live-state.ts'
import { legIdOf } from './join-as-secretary.ts'
import { loseListener } from './listening/lose-listener.ts'
import { takeOver } from './listening/take-over.ts'
import { fetchBack } from './lose-secretary.ts'
import { leftOnHold } from './second/leave-held.ts'
import { findParked } from './second/unattended.ts'
import { speakTogether } from './speak-together.ts'
import type { LiveState } from './states.ts'
import { callLegs, liveCalls } from './tables.ts'
import { isLive, isOutgoing, type LiveCall, type LiveKey, lockLive } from './take-step.ts'
import { legIdIn } from './transfer/executive-leg.ts'
import { followExecutive, joinExecutive } from './transfer/follow-executive.ts'
import { leaveThem } from './transfer/hand-over.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>
type Leg = typeof callLegs.$inferSelect

/**
 * Somebody came into the conference of a call, or left it. Told in any order, any number of times, it leaves the same
 * call: each leg has come once and gone once, and they speak when both have come and neither has gone. False for a
 * call that is not known.
 */
export async function recordConference(
  context: Needs,
  { at, ...key }: LiveKey & { readonly at: Date },
  told: ConferenceTold,
): Promise<boolean> {
  const { step, callSid } = told
  if (!callSid || (step !== 'join' && step !== 'leave')) return true
  const executive = legIdIn(told.label)
  if (executive) return recordExecutive(context, key, executive, { ...told, callSid, step, at })
  const called = calledIn(told.label)
  if (called) return recordInConference(context, key, { ...told, callSid, step, at })
  const found = await context.db.transaction(async (tx) => {
    const call = await lockLive(tx, key)
    if (!call) return null
    const leg = await noteLeg(tx, call, { ...told, callSid, step, at })
    return { call, leg, speak: leg !== null && (await speakTogether(tx, call, { ...told, step, at })) }
  })
  if (!found) return false
  if (step === 'leave' && !found.leg) await loseListener(context, key, { callSid, at })
  const { leg, speak } = found
  if (leg && step === 'join' && isStray(found.call, leg)) await context.gateway.endCall(callSid)
  if (leg && step === 'join' && isHers(found.call, leg)) void dialOnceThere(context, found.call, at)
  if (speak) tellFloor(context, key.clientId)
  if (speak) context.live.changed([key.clientId])
  if (leg && step === 'leave') await follow(context, key, leg, told, at)
  return true
}

/** Where the conference itself ended, whoever ended it knows what comes next. */
async function recordExecutive(
  context: Needs,
  key: LiveKey,
  legId: string,
  { callSid, step, at, withEverybody }: Noting,
): Promise<boolean> {
  if (step === 'join') await joinExecutive(context, key, { legId, callSid, at })
  else if (!withEverybody) return followExecutive(context, key, { legId, at, failure: null })
  return true
}

const isHers = (call: LiveCall, leg: Leg): boolean =>
  leg.role === 'secretary' && leg.secretaryId === call.claimedById

/** Her softphone came after the caller was gone, or somebody else's; or a supervisor's after she had left. */
const isStray = (call: LiveCall, leg: Leg): boolean =>
  leg.role === 'supervisor'
    ? leg.leftAt !== null
    : leg.role === 'secretary' &&
      (call.state === 'ended' || call.state === 'waiting' || call.claimedById !== leg.secretaryId)

type Noting = ConferenceTold & { callSid: string; step: 'join' | 'leave'; at: Date }

/**
 * The caller may come to several conferences, one after the other; a softphone calls anew each time. Who has left had
 * come, whether that was told yet or not. That a supervisor left is written down apart.
 */
async function noteLeg(tx: Transaction, call: LiveCall, noting: Noting): Promise<Leg | null> {
  const { clientId, callId } = call
  const { callSid, conferenceSid, step, at } = noting
  const earliest = (column: typeof callLegs.joinedAt | typeof callLegs.leftAt) =>
    sql`least(${column}, ${at.toISOString()}::timestamptz)`
  const joinedAt = earliest(callLegs.joinedAt)
  const seen = step === 'join' ? { joinedAt } : { joinedAt, leftAt: earliest(callLegs.leftAt) }
  const isCaller = callSid === call.callSid && !isOutgoing(call)
  if (isCaller) {
    const id = legIdOf(callSid, conferenceSid)
    const row = { clientId, callId, id, callSid, role: 'caller' as const, startedAt: at }
    await tx.insert(callLegs).values(row).onConflictDoNothing()
  }
  const isIt = and(
    eq(callLegs.clientId, clientId),
    eq(callLegs.callId, callId),
    eq(callLegs.callSid, callSid),
  )
  const inThis = isCaller ? eq(callLegs.id, legIdOf(callSid, conferenceSid)) : undefined
  const other = step === 'leave' ? ne(callLegs.role, 'supervisor') : undefined
  const [leg] = await tx
    .update(callLegs)
    .set({ ...seen, conferenceSid, move: sql`case when ${callLegs.byTelephone} then 'done' end` })
    .where(and(isIt, inThis, other))
    .returning()
  return leg ?? null
}

async function follow(
  context: Needs,
  key: LiveKey,
  leg: Leg,
  { isGone, withEverybody }: Pick<ConferenceTold, 'isGone' | 'withEverybody'>,
  at: Date,
): Promise<void> {
  if (leg.role === 'caller') {
    if (isGone) await endLiveCall(context, key, at)
    return
  }
  if (leg.role === 'secretary' && !withEverybody) await followSecretary(context, key, leg, at)
}

/** As long as these last, nobody else than the secretary speaks with him. */
const alone: ReadonlySet<LiveState> = new Set(['claimed', 'dialling', 'talking', 'held', 'consulting'])

/**
 * Her line is over, and she has not come back by another one. Where nobody else speaks with him he waits again; with
 * an executive in the conference she has left the two to each other, and a supervisor who had joined them has him.
 */
export async function followSecretary(context: Needs, key: LiveKey, leg: Leg, at: Date): Promise<void> {
  const [live] = await context.db.select().from(liveCalls).where(isLive(key))
  if (!live || leg.failure === leftOnHold) return
  if (live.claimedById !== leg.secretaryId) return
  if (!alone.has(live.state) && live.state !== 'conferring') return
  const others = await context.db
    .select({ id: callLegs.id })
    .from(callLegs)
    .where(and(ofCall(key), eq(callLegs.role, 'secretary'), isNull(callLegs.leftAt)))
  if (others.length > 0) return
  const actor = { kind: 'secretary' as const, id: leg.secretaryId ?? '' }
  if (live.state === 'conferring') await leaveThem(context, { actor }, key)
  // Told by her line and by the conference at once, the other may have been faster.
  const state = await findLiveState(context.db, key)
  if (!state || !alone.has(state)) return
  // Nobody has picked up yet whom she asked for.
  if (state === 'dialling') return void (await endLiveCall(context, key, at))
  const parked = await findParked(context, actor.id)
  if ((await takeOver(context, key, { lostId: actor.id, at })) === 'taken') return
  await fetchBack(context, key, at, parked)
}

const ofCall = ({ clientId, callId }: LiveKey) =>
  and(eq(callLegs.clientId, clientId), eq(callLegs.callId, callId))
