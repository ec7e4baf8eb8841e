import { and, eq, isNull } from 'drizzle-orm'
import { recordQueueLeft, recordTalked } from '../calls/record-waiting.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { leaveCall } from '../floor/claim-station.ts'
import { silenceStations } from '../floor/ring-stations.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import { writeAfter } from '../floor/write-after.ts'
import { closeOutgoing } from '../outgoing/close-outgoing.ts'
import { defaultAnswering } from './answering.ts'
import { hangUpListeners, partListeners } from './listening/part-listeners.ts'
import type { LiveState } from './states.ts'
import { callLegs } from './tables.ts'
import { isOutgoing, type LiveCall, type LiveKey, lockLive, takeStep } from './take-step.ts'
import { hangUpLegs, hangUpRung } from './transfer/hang-up-others.ts'

type Needs = Pick<Context, 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'rings'>

/**
 * The call is over, whoever hung up: those who were in it write, and are free after that. Safe to repeat. Answers
 * whether it was under way until now.
 */
export async function endLiveCall(context: Needs, key: LiveKey, at: Date): Promise<boolean> {
  const { wrapUpSeconds } = context.directory.client(key.clientId)?.answering ?? defaultAnswering
  const ended = await context.db.transaction(async (tx) => {
    const call = await lockLive(tx, key)
    if (!call || !(await takeStep(tx, key, 'end', { endedAt: at, heldSince: null }))) return null
    await recordStretch(tx, call, at)
    if (call.state === 'waiting' || call.state === 'claimed')
      await recordQueueLeft(tx, key, { how: 'hungUp', at })
    await silenceStations(tx, key)
    const placed = isOutgoing(call) ? await closeOutgoing(tx, key, at) : null
    const isToWrite = wasSpoken(call.state) || placed?.wasDialled
    const wrapUpUntil = isToWrite ? new Date(at.getTime() + wrapUpSeconds * 1000) : null
    const listeners = await partListeners(tx, key, { at, why: 'over' })
    await leaveCall(tx, key, { at, wrapUpUntil })
    if (call.state === 'waiting' && call.lastSecretaryId)
      await writeAfter(tx, call.lastSecretaryId, key, { at, wrapUpSeconds })
    return { from: call.state, placed, listeners, legs: await closeLegs(tx, key, at) }
  })
  if (!ended) return false
  // No step of whoever we rang comes after this, and her softphone would wait for nobody.
  void (ended.placed ? hangUpLegs(context, ended.legs) : hangUpRung(context, ended.legs))
  void hangUpListeners(context, ended.listeners)
  context.log.info({ event: 'call.liveEnded', ...key, from: ended.from })
  tellFloor(context, key.clientId)
  context.live.changed([key.clientId])
  void context.rings.look()
  return true
}

const unspoken: ReadonlySet<LiveState> = new Set(['waiting', 'claimed', 'dialling', 'ended'])

/** Somebody of the agency has spoken with him in this stretch of the call. */
export const wasSpoken = (state: LiveState): boolean => !unspoken.has(state)

/** What was spoken since somebody took him up, and how long he was held of late. */
export async function recordStretch(tx: Transaction, call: LiveCall, at: Date): Promise<void> {
  if (!wasSpoken(call.state) || !call.joinedAt) return
  const heldSeconds = call.heldSince ? secondsSince(call.heldSince, at) : 0
  await recordTalked(tx, call, { talkSeconds: secondsSince(call.joinedAt, at), heldSeconds })
}

export const secondsSince = (instant: Date, at: Date): number =>
  Math.max(0, Math.round((at.getTime() - instant.getTime()) / 1000))

/** Nobody is in the conference of that call any more, whatever we are still told of it. Answers who was. */
export async function closeLegs(tx: Transaction, { clientId, callId }: LiveKey, at: Date) {
  const open = and(eq(callLegs.clientId, clientId), eq(callLegs.callId, callId), isNull(callLegs.leftAt))
  return tx.update(callLegs).set({ leftAt: at }).where(open).returning()
}
