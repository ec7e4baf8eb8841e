import { and, eq, sql } from 'drizzle-orm'
import { noteConnected, tellStory } from '../../calls/record-transfer.ts'
import type { Context } from '../../context.ts'
import { callLegs } from '../tables.ts'
import { type LiveKey, lockLive } from '../take-step.ts'
import { findLastLeg } from './executive-leg.ts'

/** The executive whom he was sent to pressed the key: they speak. False for a call that is not known. */
export async function acceptTransfer(
  context: Pick<Context, 'db' | 'live'>,
  key: LiveKey,
  at: Date,
): Promise<boolean> {
  const isKnown = await context.db.transaction(async (tx) => {
    await lockLive(tx, key)
    const leg = await findLastLeg(tx, key)
    if (!leg) return false
    const joinedAt = sql`least(${callLegs.joinedAt}, ${at.toISOString()}::timestamptz)`
    const isIt = and(eq(callLegs.clientId, key.clientId), eq(callLegs.id, leg.id))
    await tx.update(callLegs).set({ joinedAt }).where(isIt)
    await tellStory(tx, key, { key: `transferAccepted-${leg.id}`, at, details: {} })
    await noteConnected(tx, key)
    return true
  })
  context.live.changed([key.clientId])
  return isKnown
}
