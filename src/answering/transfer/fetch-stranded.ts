import { and, eq, isNull, notExists, or, sql } from 'drizzle-orm'
import { screenSeconds } from '../../calls/answer.ts'
import type { Context } from '../../context.ts'
import { fetchBack } from '../lose-secretary.ts'
import { callLegs, liveCalls } from '../tables.ts'
import { ringSeconds } from './consult-executive.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

/** By then an executive has been rung, and has taken him or not. */
const strandedMs = (ringSeconds + screenSeconds + 25) * 1000
const callersASweep = 50

/** Callers who were sent to an executive by a process that died before she was rung: they wait for a secretary again. */
export async function fetchStranded(context: Needs, at: Date): Promise<void> {
  const { db } = context
  const isOf = and(eq(callLegs.clientId, liveCalls.clientId), eq(callLegs.callId, liveCalls.callId))
  const isRungOrSpeaks = or(
    sql`${callLegs.joinedAt} is not null and ${callLegs.leftAt} is null`,
    sql`${callLegs.startedAt} > ${new Date(at.getTime() - strandedMs).toISOString()}::timestamptz`,
  )
  const withHim = db
    .select({ id: callLegs.id })
    .from(callLegs)
    .where(and(isOf, eq(callLegs.role, 'executive'), isRungOrSpeaks))
  const stranded = await db
    .select({ clientId: liveCalls.clientId, callId: liveCalls.callId })
    .from(liveCalls)
    .where(and(isNull(liveCalls.endedAt), eq(liveCalls.state, 'handedOver'), notExists(withHim)))
    .limit(callersASweep)
  for (const key of stranded) {
    context.log.warn({ event: 'call.stranded', ...key })
    await fetchBack(context, key, at)
  }
}
