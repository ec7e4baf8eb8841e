import { stepUrlOf } from '../calls/call-place.ts'
import type { Context } from '../context.ts'
import { leaveCall } from '../floor/claim-station.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import { breakOff } from '../outgoing/break-off.ts'
import { defaultAnswering } from './answering.ts'
import { closeLegs, endLiveCall, recordStretch } from './end-live-call.ts'
import { hangUpListeners, partListeners } from './listening/part-listeners.ts'
import { liveCalls } from './tables.ts'
import { isLive, isOutgoing, type LiveCall, type LiveKey, lockLive, takeStep } from './take-step.ts'
import { hangUpRung } from './transfer/hang-up-others.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

/** He was being spoken to, or taken up: whoever waits longest waits behind him. */
const before = -1

/**
 * She who spoke with him is gone, or she who took him did not come: he waits once more, first of all, and for her
 * before others. Null where the call was not with anybody, so that nothing was changed; safe to repeat.
 */
export async function waitAgain(context: Needs, key: LiveKey, at: Date): Promise<LiveCall | null> {
  const { waitSeconds } = context.directory.client(key.clientId)?.answering ?? defaultAnswering
  const answerBy = new Date(at.getTime() + waitSeconds * 1000)
  const lost = await context.db.transaction(async (tx) => {
    const call = await lockLive(tx, key)
    if (!call) return null
    const isClaimed = call.state === 'claimed'
    const waits = await takeStep(tx, key, isClaimed ? 'release' : 'waitAgain', {
      ...{ priority: before, claimedById: null, claimedAt: null, heldSince: null },
      ...{ joinedAt: null, conferenceSid: null },
      ...(!isClaimed && { lastSecretaryId: call.claimedById, answerBy }),
    })
    if (!waits) return null
    await recordStretch(tx, call, at)
    const listeners = await partListeners(tx, key, { at, why: 'over' })
    await leaveCall(tx, key, { at, passed: isClaimed })
    return { call, listeners, legs: await closeLegs(tx, key, at) }
  })
  if (!lost) return null
  void hangUpRung(context, lost.legs)
  void hangUpListeners(context, lost.listeners)
  context.log.warn({ event: 'call.waitsAgain', ...key, from: lost.call.state })
  tellFloor(context, key.clientId)
  context.live.changed([key.clientId])
  void context.rings.look()
  return lost.call
}

/**
 * The same for a caller who is left alone in the conference: he is fetched from there, which nobody waits for. One whom
 * we rang does not wait for us. `parked`: whom she holds beside him, and is lost to as well, unless it turns out that her
 * line ended with this caller's.
 */
export async function fetchBack(
  context: Needs,
  key: LiveKey,
  at: Date,
  parked: LiveKey | null = null,
): Promise<void> {
  const [live] = await context.db.select().from(liveCalls).where(isLive(key))
  if (live && isOutgoing(live)) return breakOff(context, live, at)
  const lost = await waitAgain(context, key, at)
  if (lost?.callSid) void redirectBack(context, key, lost.callSid, parked)
}

async function redirectBack(
  context: Needs,
  key: LiveKey,
  callSid: string,
  parked: LiveKey | null,
): Promise<void> {
  const url = stepUrlOf(context.config, key.clientId, key.callId)('back')
  const reached = await context.gateway.redirectCall(callSid, url)
  if (reached === 'done') {
    if (!parked) return
    await fetchBack(context, parked, context.now()).catch((err) =>
      context.log.error({ event: 'call.notFetchedBack', ...parked, err }),
    )
    return
  }
  context.log.warn({ event: 'call.notFetchedBack', ...key, reached })
  if (reached !== 'over') return
  await endLiveCall(context, key, context.now()).catch((err) =>
    context.log.error({ event: 'call.liveNotEnded', ...key, err }),
  )
}
