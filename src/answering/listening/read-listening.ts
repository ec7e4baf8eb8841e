import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAtLeast, type Session } from '../../secretaries/session.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { callLegs, liveCalls } from '../tables.ts'
import { isLive, type LiveKey } from '../take-step.ts'
import { seesListeners } from './listener-legs.ts'
import { allowedModes, isSpokenIn } from './listening.ts'
import type { Offered } from './listening-pages.ts'

/** Who took part in a call, and how its viewer may now. */
export type CallListening = {
  readonly offered: Offered | null
  readonly took: readonly { readonly name: string; readonly from: Date; readonly until: Date }[]
}

export async function readListening(
  { db, directory }: Pick<Context, 'db' | 'directory'>,
  { secretary }: Session,
  key: LiveKey,
): Promise<CallListening> {
  const rows = await db
    .select({ id: secretaries.id, name: secretaries.name, leg: callLegs })
    .from(callLegs)
    .innerJoin(secretaries, eq(secretaries.id, callLegs.secretaryId))
    .where(and(eq(callLegs.clientId, key.clientId), eq(callLegs.callId, key.callId)))
    .orderBy(asc(callLegs.startedAt))
  if (rows.length === 0) return { offered: null, took: [] }
  const legs = rows.filter(({ leg }) => leg.role === 'supervisor')
  const took = legs.flatMap(({ name, leg: { joinedAt, leftAt } }) =>
    joinedAt && leftAt ? [{ name, from: joinedAt, until: leftAt }] : [],
  )
  if (!isAtLeast(secretary.role, 'supervisor')) return { offered: null, took }
  const [live] = await db.select().from(liveCalls).where(isLive(key))
  if (!live || !isSpokenIn(live.state) || live.claimedById === secretary.id) return { offered: null, took }
  if (!(await seesListeners(db, live))) return { offered: null, took }
  // She who takes part in it has the bar of the call.
  if (legs.some(({ id, leg }) => id === secretary.id && leg.leftAt === null)) return { offered: null, took }
  const name = rows.find(({ id }) => id === live.claimedById)?.name ?? ''
  return { offered: { ...key, name, allowed: allowedModes(directory.client(key.clientId)) }, took }
}
