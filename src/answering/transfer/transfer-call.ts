import { and, eq, inArray } from 'drizzle-orm'
import { stepUrlOf } from '../../calls/call-place.ts'
import type { Context } from '../../context.ts'
import { tellFloor } from '../../floor/tell-floor.ts'
import type { Scope } from '../../scope.ts'
import { endLiveCall, recordStretch } from '../end-live-call.ts'
import { hangUpListeners } from '../listening/part-listeners.ts'
import { findOwnLiveCall } from '../own-live-call.ts'
import { liveCalls } from '../tables.ts'
import { isOutgoing, type LiveCall, type LiveKey, lockLive, takeStep } from '../take-step.ts'
import type { Moved } from './consult-executive.ts'
import { addLeg, closeLeg, findReachable, type Reachable } from './executive-leg.ts'
import { freeHer } from './hand-over.ts'
import { noteStep } from './note-step.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>
type Wish = LiveKey & { readonly executiveKey: string }

/** The caller goes to the executive without her: rung and asked for a key, as a rule would have it done. */
export async function transferCall(
  context: Needs,
  scope: Scope,
  { executiveKey, ...key }: Wish,
): Promise<Moved> {
  await findOwnLiveCall(context, scope, key)
  const reachable = findReachable(context, key.clientId, executiveKey)
  if (typeof reachable === 'string') return reachable
  const begun = await begin(context, scope, key, reachable)
  if (!begun) return 'notNow'
  const { before, callSid, legId } = begun
  const url = stepUrlOf(context.config, key.clientId, key.callId)('transfer')
  const reached = await context.gateway.redirectCall(callSid, url)
  context.log.info({ event: 'call.transferred', ...key, legId, reached })
  if (reached === 'done') return leave(context, key)
  if (reached !== 'over') return takeBack(context, before, legId)
  await endLiveCall(context, key, context.now())
  return 'notNow'
}

/** Written down before he is sent: his next step asks how the call stands. */
function begin({ db, now }: Needs, scope: Scope, key: LiveKey, reachable: Reachable) {
  const at = now()
  return db.transaction(async (tx) => {
    const before = await lockLive(tx, key)
    // One whom we rang is no caller, and has no steps of his own: he is handed over in the conference only.
    if (!before?.callSid || isOutgoing(before)) return null
    const isHers = eq(liveCalls.claimedById, scope.actor.id)
    const only = and(isHers, inArray(liveCalls.state, ['talking', 'held']))
    if (!(await takeStep(tx, key, 'handOver', { only, joinedAt: null, heldSince: null }))) return null
    await recordStretch(tx, before, at)
    const legId = await addLeg(tx, key, reachable, at)
    const { executive } = reachable
    await noteStep(tx, scope, key, { step: 'transferred', legId, executiveId: executive.id, at })
    return { before, callSid: before.callSid, legId }
  })
}

async function leave(context: Needs, key: LiveKey): Promise<Moved> {
  const listeners = await context.db.transaction((tx) => freeHer(context, tx, key, context.now()))
  void hangUpListeners(context, listeners)
  tellFloor(context, key.clientId)
  context.live.changed([key.clientId])
  void context.rings.look()
  return 'done'
}

async function takeBack(context: Needs, before: LiveCall, legId: string): Promise<Moved> {
  const at = context.now()
  await context.db.transaction(async (tx) => {
    await lockLive(tx, before)
    await closeLeg(tx, before.clientId, legId, { at, failure: 'away' })
    await takeStep(tx, before, 'comeBack', { joinedAt: at })
    if (before.state === 'held') await takeStep(tx, before, 'hold', { heldSince: at })
  })
  context.live.changed([before.clientId], 'floor')
  return 'away'
}
