import { and, eq, sql } from 'drizzle-orm'
import { type Act, recordAct } from '../../acts/record-act.ts'
import type { Transaction } from '../../db/db.ts'
import { clients } from '../tables.ts'
import { isWaiting, type ReachChange } from './find-waiting.ts'
import { reachChanges } from './tables.ts'

type Settling = {
  readonly how: 'confirmed' | 'elapsed' | 'refused'
  readonly actor: Act['actor']
  readonly at: Date
}

const verbs = { confirmed: 'number.confirmed', elapsed: 'number.waited', refused: 'number.refused' } as const

/**
 * Ends the wait of a number, or prolongs it for good. False when it is settled so already, or does not wait.
 * `live.changed(…, 'settings')` is for after the commit: from then on calls go there, or not.
 */
export async function settleNumber(
  tx: Transaction,
  { clientId, id, before, after }: ReachChange,
  { how, actor, at }: Settling,
): Promise<boolean> {
  const settled = await tx
    .update(reachChanges)
    .set({ settled: how, settledAt: at, settledById: actor.id })
    .where(and(eq(reachChanges.clientId, clientId), eq(reachChanges.id, id), mayBecome(how)))
    .returning({ id: reachChanges.id })
  if (settled.length === 0) return false
  // Processes that were not told see it by the version.
  await tx
    .update(clients)
    .set({ version: sql`${clients.version} + 1` })
    .where(eq(clients.clientId, clientId))
  const subject = { kind: 'reachChange', id }
  await recordAct(tx, { clientId, actor, verb: verbs[how], subject, before, after, at })
  return true
}

/** Time confirms what nobody refused; she may say no also later, and take it back. */
function mayBecome(how: Settling['how']) {
  const waits = isWaiting()
  if (how === 'elapsed') return and(waits, sql`${reachChanges.settled} is null`)
  if (how === 'confirmed') return waits
  return and(
    sql`${reachChanges.effectiveAt} is not null`,
    sql`coalesce(${reachChanges.settled}, '') not in ('replaced', 'refused')`,
  )
}
