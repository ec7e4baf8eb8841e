import { eq } from 'drizzle-orm'
import { recordTalked } from '../../calls/record-waiting.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import type { Scope } from '../../scope.ts'
import { conferenceName } from '../compose-wait.ts'
import { secondsSince } from '../end-live-call.ts'
import { findOwnLiveCall } from '../own-live-call.ts'
import { liveCalls } from '../tables.ts'
import { type LiveCall, type LiveKey, lockLive, takeStep } from '../take-step.ts'
import type { Moved } from './consult-executive.ts'
import { type ExecutiveLeg, findLastLeg } from './executive-leg.ts'
import { noteStep } from './note-step.ts'

type Needs = Pick<Context, 'db' | 'gateway' | 'live' | 'log' | 'now'>

/** The caller is held no more: all three speak. */
export async function bringIn(context: Needs, scope: Scope, key: LiveKey): Promise<Moved> {
  const call = await findOwnLiveCall(context, scope, key)
  const moved = call.state === 'consulting' ? await letCallerIn(context, scope, call) : 'notNow'
  context.live.changed([key.clientId], 'floor')
  return moved
}

/**
 * He hears them first and it is written down after: where the exchange does nothing, nothing has changed. If the
 * executive left at this very moment, the secretary has him again.
 */
export async function letCallerIn(context: Needs, scope: Scope, call: LiveCall): Promise<Moved> {
  const key = { clientId: call.clientId, callId: call.callId }
  if (!call.callSid || !isThere(await findLastLeg(context.db, key))) return 'notNow'
  const who = { conference: conferenceName(key.callId), who: call.callSid }
  const reached = await context.gateway.holdParticipant(who, { on: false })
  if (reached !== 'done') {
    context.log.warn({ event: 'call.notBroughtIn', ...key, reached })
    return reached === 'over' ? 'notNow' : 'away'
  }
  const at = context.now()
  return context.db.transaction(async (tx) => {
    const now = await lockLive(tx, key)
    const leg = await findLastLeg(tx, key)
    if (now) await countHold(tx, now, at)
    const isIn = leg && isThere(leg) && (await takeStep(tx, key, 'bringIn', { heldSince: null }))
    if (isIn) await noteStep(tx, scope, key, { step: 'broughtIn', legId: leg.id, ...of(leg), at })
    else await takeStep(tx, key, 'resume', { heldSince: null, only: eq(liveCalls.state, 'held') })
    return isIn ? 'done' : 'notNow'
  })
}

/** She has picked up, and has not left. */
export const isThere = (leg: ExecutiveLeg | null): boolean => leg?.joinedAt != null && leg.leftAt === null

export const of = ({ executiveId }: ExecutiveLeg) => ({ executiveId })

async function countHold(tx: Transaction, call: LiveCall, at: Date): Promise<void> {
  if (!call.heldSince) return
  await recordTalked(tx, call, { talkSeconds: 0, heldSeconds: secondsSince(call.heldSince, at) })
}
