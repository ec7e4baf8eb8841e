import { and, eq, gte, inArray, like, notExists, sql } from 'drizzle-orm'
import { stepUrlOf } from '../../calls/call-place.ts'
import { callEvents } from '../../calls/tables.ts'
import type { Context } from '../../context.ts'
import { stations } from '../../floor/tables.ts'
import { liveCalls } from '../tables.ts'
import type { LiveKey } from '../take-step.ts'

/** Whoever came so lately asks for what he hears in this very moment, and comes to the telephone by that answer. */
export const justQueuedMs = 2_000

type Needs = Pick<Context, 'config' | 'db' | 'gateway' | 'log'>

/**
 * Fetches those from the middle of their waiting who are to ring at a telephone; those who have just come a little
 * later, if they have not come there by themselves. Not waited for, and nothing is lost where the exchange does not do
 * it: they come to the telephone when what they hear has ended.
 */
export async function sendToTelephones(context: Needs, dialled: readonly LiveKey[], at: Date): Promise<void> {
  if (dialled.length === 0) return
  try {
    const callers = await findCallers(context, dialled)
    const isNew = ({ queuedAt }: Caller) => at.getTime() - (queuedAt?.getTime() ?? 0) < justQueuedMs
    for (const caller of callers) if (!isNew(caller)) await fetch(context, caller)
    const later = callers.filter(isNew)
    const then = new Date(at.getTime() + justQueuedMs)
    if (later.length > 0) setTimeout(() => void sendToTelephones(context, later, then), justQueuedMs).unref()
  } catch (err) {
    context.log.warn({ event: 'call.notSentToTelephone', err })
  }
}

type Caller = LiveKey & { readonly callSid: string | null; readonly queuedAt: Date | null }

/** Those for whom no telephone has been dialled since it was theirs to ring. */
function findCallers({ db }: Needs, dialled: readonly LiveKey[]): Promise<Caller[]> {
  const { clientId, callId, callSid, queuedAt } = liveCalls
  const isDialled = db
    .select({ key: callEvents.key })
    .from(callEvents)
    .where(
      and(
        ...[eq(callEvents.clientId, clientId), eq(callEvents.callId, callId)],
        ...[like(callEvents.key, 'telephoneRung-%'), gte(callEvents.at, stations.rungSince)],
        sql`strpos(${callEvents.details} ->> 'secretaries', ${stations.secretaryId}::text) > 0`,
      ),
    )
  const isOne = inArray(
    callId,
    dialled.map((key) => key.callId),
  )
  return db
    .selectDistinct({ clientId, callId, callSid, queuedAt })
    .from(liveCalls)
    .innerJoin(stations, and(eq(stations.rungClientId, clientId), eq(stations.rungCallId, callId)))
    .where(and(isOne, eq(liveCalls.state, 'waiting'), eq(stations.device, 'telephone'), notExists(isDialled)))
}

async function fetch({ config, gateway, log }: Needs, { callSid, clientId, callId }: Caller): Promise<void> {
  if (!callSid) return
  const reached = await gateway.redirectCall(callSid, stepUrlOf(config, clientId, callId)('ring'))
  if (reached !== 'done') log.info({ event: 'call.notSentToTelephone', clientId, callId, reached })
}
