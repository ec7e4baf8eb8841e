import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { freeStation } from '../../floor/claim-station.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { lookAfter } from '../answer-live-call.ts'
import { callLegs, liveCalls } from '../tables.ts'
import { isLive, type LiveKey, lockLive } from '../take-step.ts'
import { openListeners } from './listener-legs.ts'
import { isSpokenIn } from './listening.ts'
import { noteEnd } from './part-listeners.ts'
import { tellListening } from './tell-listening.ts'

type Needs = Pick<Context, 'db' | 'live' | 'log' | 'rings'>

/**
 * The secretary is lost while a supervisor speaks with both: he is hers from now on, as the call stands, with what was
 * noted. `nobody`: one who only hears him, or whispers, would leave him in silence. Told twice, the second finds him
 * `taken`.
 */
export async function takeOver(
  context: Needs,
  key: LiveKey,
  { lostId, at }: { readonly lostId: string; readonly at: Date },
): Promise<'taken' | 'nobody'> {
  const heir = await context.db.transaction(async (tx) => {
    const call = await lockLive(tx, key)
    if (call && call.claimedById !== lostId) return 'taken'
    if (!call || !isSpokenIn(call.state)) return null
    const heir = await findHeir(tx, key)
    if (!heir) return null
    const { leg, actor } = heir
    await tx.update(liveCalls).set({ claimedById: actor.id, claimedAt: at }).where(isLive(key))
    const isIt = and(eq(callLegs.clientId, key.clientId), eq(callLegs.id, leg.id))
    await tx.update(callLegs).set({ role: 'secretary', mode: null }).where(isIt)
    await noteEnd(tx, leg, { actor, at, why: 'tookOver' })
    await freeStation(tx, lostId, key, at)
    await lookAfter(tx, { actor, clientIds: [key.clientId], only: null }, key, at)
    return heir
  })
  if (!heir) return 'nobody'
  if (heir === 'taken') return heir
  context.log.warn({ event: 'call.takenOver', ...key, legId: heir.leg.id })
  tellListening(context, key)
  return 'taken'
}

async function findHeir(tx: Transaction, key: LiveKey) {
  const [row] = await tx
    .select({ leg: callLegs, id: secretaries.id, kind: secretaries.role })
    .from(callLegs)
    .innerJoin(secretaries, eq(secretaries.id, callLegs.secretaryId))
    .where(openListeners(key, and(eq(callLegs.mode, 'join'), isNotNull(callLegs.joinedAt))))
    .orderBy(asc(callLegs.joinedAt))
    .limit(1)
  return row ? { leg: row.leg, actor: { kind: row.kind, id: row.id } } : null
}
