import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, ne, or } from 'drizzle-orm'
import { isOver } from '../calls/states.ts'
import { calls } from '../calls/tables.ts'
import type { Context } from '../context.ts'
import { endLeftLines } from '../outgoing/end-late-dials.ts'
import { endLiveCall } from './end-live-call.ts'
import { releaseLateListeners } from './listening/lose-listener.ts'
import { fetchUnattended } from './second/unattended.ts'
import { liveCalls } from './tables.ts'
import type { LiveKey } from './take-step.ts'
import { settleLateMoves } from './telephones/moved-telephone.ts'
import { fetchStranded } from './transfer/fetch-stranded.ts'

type Needs = Pick<
  Context,
  'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'patienceMs' | 'rings'
>

/**
 * Looks at the queue where any wait in it: the process that did so may be gone. And lets go who did not come to
 * listen, settles who did not come to speak, and fetches back whom nobody holds any more.
 */
export async function tendQueue(context: Needs): Promise<void> {
  const { db, now, rings } = context
  await releaseLateListeners(context, now())
  await settleLateMoves(context, now())
  await fetchUnattended(context, now())
  const unfinished = inArray(liveCalls.state, ['waiting', 'claimed', 'dialling'])
  const [one] = await db.select({ callId: liveCalls.callId }).from(liveCalls).where(unfinished).limit(1)
  if (one) await rings.look()
}

const minuteMs = 60_000
/** By then the exchange has told of everything that it is going to tell. */
const quietMs = 2 * minuteMs
const callsASweep = 50

/** Looks after callers whom nobody would hear of again. Ends what is over without our having been told, and what we ended and the exchange did not. */
export async function endLostCalls(context: Needs): Promise<void> {
  const at = context.now()
  await fetchStranded(context, at)
  for (const call of await findRunning(context, at)) {
    if (!call.endedAt && !(await isLost(context, call.callSid))) continue
    context.log.warn({ event: 'call.liveLost', clientId: call.clientId, callId: call.callId })
    await endLiveCall(context, call, at)
  }
  for (const { callSid } of await findUnended(context, at))
    if (callSid) await context.gateway.endCall(callSid)
  await endLeftLines(context)
}

type Running = LiveKey & { callSid: string | null; endedAt: Date | null }

const findRunning = ({ db }: Needs, at: Date): Promise<Running[]> =>
  db
    .select({
      ...{ clientId: liveCalls.clientId, callId: liveCalls.callId, callSid: liveCalls.callSid },
      endedAt: calls.endedAt,
    })
    .from(liveCalls)
    .innerJoin(calls, and(eq(calls.clientId, liveCalls.clientId), eq(calls.id, liveCalls.callId)))
    .where(
      and(
        isNull(liveCalls.endedAt),
        or(isNotNull(calls.endedAt), lt(calls.arrivedAt, new Date(at.getTime() - quietMs))),
      ),
    )
    .orderBy(asc(calls.arrivedAt))
    .limit(callsASweep)

/** The exchange knows nothing of it, or knows that it is over. One that does not answer says nothing. */
async function isLost({ gateway }: Needs, callSid: string | null): Promise<boolean> {
  if (!callSid) return false
  const found = await gateway.findCall(callSid)
  return found.kind === 'listed' && found.items.every(({ status }) => isOver(status))
}

/** She hung up, and the exchange did not answer when it was told. */
const findUnended = ({ db }: Needs, at: Date) =>
  db
    .select({ callSid: liveCalls.callSid })
    .from(liveCalls)
    .innerJoin(calls, and(eq(calls.clientId, liveCalls.clientId), eq(calls.id, liveCalls.callId)))
    .where(
      and(
        ne(calls.leftQueueHow, 'hungUp'),
        isNotNull(calls.answeredAt),
        isNull(calls.voicemailAt),
        isNull(calls.endedAt),
        lt(liveCalls.endedAt, new Date(at.getTime() - minuteMs / 4)),
        gt(liveCalls.endedAt, new Date(at.getTime() - 60 * minuteMs)),
      ),
    )
    .limit(callsASweep)
