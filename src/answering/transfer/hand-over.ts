import { eq } from 'drizzle-orm'
import { noteConnected } from '../../calls/record-transfer.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { leaveCall } from '../../floor/claim-station.ts'
import { tellFloor } from '../../floor/tell-floor.ts'
import type { Scope } from '../../scope.ts'
import { defaultAnswering } from '../answering.ts'
import { recordStretch } from '../end-live-call.ts'
import type { ListenerLeg } from '../listening/listener-legs.ts'
import { hangUpListeners, partListeners } from '../listening/part-listeners.ts'
import { findOwnLiveCall } from '../own-live-call.ts'
import { liveCalls } from '../tables.ts'
import { type LiveCall, type LiveKey, lockLive, takeStep } from '../take-step.ts'
import { isThere, letCallerIn } from './bring-in.ts'
import type { Moved } from './consult-executive.ts'
import { type ExecutiveLeg, findLastLeg } from './executive-leg.ts'
import { hangUpSecretaries } from './hang-up-others.ts'
import { noteStep } from './note-step.ts'

type Needs = Pick<Context, 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

/** She leaves caller and executive to each other, and writes. First all three are together, so that he is never alone. */
export async function handOver(context: Needs, scope: Scope, key: LiveKey): Promise<Moved> {
  const call = await findOwnLiveCall(context, scope, key)
  const together = call.state === 'conferring' ? 'done' : await letIn(context, scope, call)
  if (together !== 'done') return together
  const leg = await leaveThem(context, scope, key)
  if (!leg) return 'notNow'
  await hangUpSecretaries(context, key)
  return 'done'
}

const letIn = async (context: Needs, scope: Scope, call: LiveCall): Promise<Moved> =>
  call.state === 'consulting' ? letCallerIn(context, scope, call) : 'notNow'

/** Null, and nothing changed, where there is no executive with them any more. */
export async function leaveThem(
  context: Needs,
  scope: Pick<Scope, 'actor'>,
  key: LiveKey,
): Promise<ExecutiveLeg | null> {
  const at = context.now()
  const left = await context.db.transaction(async (tx) => {
    const before = await lockLive(tx, key)
    const leg = await findLastLeg(tx, key)
    if (!before || !leg || !isThere(leg)) return null
    const only = eq(liveCalls.state, 'conferring')
    if (!(await takeStep(tx, key, 'handOver', { only, joinedAt: null, heldSince: null }))) return null
    await recordStretch(tx, before, at)
    const listeners = await freeHer(context, tx, key, at)
    await noteStep(tx, scope, key, {
      ...{ step: 'handedOver', legId: leg.id, executiveId: leg.executiveId, at },
    })
    await noteConnected(tx, key)
    return { leg, listeners }
  })
  if (!left) return null
  void hangUpListeners(context, left.listeners)
  context.log.info({ event: 'call.handedOver', ...key, legId: left.leg.id })
  tellFloor(context, key.clientId)
  context.live.changed([key.clientId])
  void context.rings.look()
  return left.leg
}

/** She writes, and is free after that. Whoever listened to her is not left with the others, and answered. */
export async function freeHer(
  { directory }: Pick<Context, 'directory'>,
  tx: Transaction,
  key: LiveKey,
  at: Date,
): Promise<ListenerLeg[]> {
  const listeners = await partListeners(tx, key, { at, why: 'over' })
  const { wrapUpSeconds } = directory.client(key.clientId)?.answering ?? defaultAnswering
  await leaveCall(tx, key, { at, wrapUpUntil: new Date(at.getTime() + wrapUpSeconds * 1000) })
  return listeners
}
