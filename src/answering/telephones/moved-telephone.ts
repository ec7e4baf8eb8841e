import { and, eq, isNull, lt } from 'drizzle-orm'
import { isOver } from '../../calls/states.ts'
import type { Context } from '../../context.ts'
import { stations } from '../../floor/tables.ts'
import { inTime } from '../../in-time.ts'
import { conferenceName } from '../compose-wait.ts'
import { fetchBack } from '../lose-secretary.ts'
import { isCallerThere } from '../own-live-call.ts'
import { callLegs, liveCalls } from '../tables.ts'
import { noteMove } from './move-to-conference.ts'
import type { TelephoneLeg } from './take-by-telephone.ts'

type Asking = Pick<Context, 'gateway' | 'log' | 'patienceMs'>
type Needs = Asking & Pick<Context, 'config' | 'db' | 'directory' | 'live' | 'now' | 'rings'>

/**
 * The caller's `<Dial>` has ended since her telephone was sent into the conference. Where the exchange did not say so,
 * it may have sent it all the same: then her line goes on, and `settleLateMoves` sees to it that she comes.
 */
export async function isMoved(
  context: Asking & Pick<Context, 'db'>,
  leg: TelephoneLeg,
  at: Date,
): Promise<boolean> {
  if (leg.move !== 'away') return leg.move !== null
  if (!leg.callSid || (await lineAt(context, leg.callSid)) !== 'on') return false
  await context.db
    .update(callLegs)
    .set({ move: 'asked', moveAskedAt: at })
    .where(and(eq(callLegs.clientId, leg.clientId), eq(callLegs.id, leg.id), eq(callLegs.move, 'away')))
  return true
}

/** How a line stands at the exchange. */
export async function lineAt(
  { gateway, log, patienceMs }: Asking,
  callSid: string,
): Promise<'on' | 'over' | 'unknown'> {
  try {
    const found = await inTime(patienceMs, () => gateway.findCall(callSid))
    if (found.kind === 'away') return 'unknown'
    return found.items.some(({ status }) => !isOver(status)) ? 'on' : 'over'
  } catch (err) {
    log.warn({ event: 'call.lineNotKnown', err })
    return 'unknown'
  }
}

/** By then both are in the conference, and it has told. */
const thereWithinMs = 8_000

/** Nobody is left alone on the way into the conference, and what it did not tell is asked. */
export async function settleLateMoves(context: Needs, at: Date): Promise<void> {
  const late = await context.db
    .select({ leg: callLegs, caller: liveCalls.callSid })
    .from(stations)
    .innerJoin(
      callLegs,
      and(
        ...[eq(callLegs.clientId, stations.busyClientId), eq(callLegs.callId, stations.busyCallId)],
        eq(callLegs.secretaryId, stations.secretaryId),
      ),
    )
    .innerJoin(
      liveCalls,
      and(eq(liveCalls.clientId, callLegs.clientId), eq(liveCalls.callId, callLegs.callId)),
    )
    .where(
      and(
        ...[eq(callLegs.move, 'asked'), isNull(callLegs.leftAt)],
        lt(callLegs.moveAskedAt, new Date(at.getTime() - thereWithinMs)),
      ),
    )
  for (const { leg, caller } of late) await settle(context, leg, caller, at)
}

/** The two still speak with each other where neither is in the conference; she may ask for it again. */
async function settle(context: Needs, leg: TelephoneLeg, caller: string | null, at: Date): Promise<void> {
  const { clientId, callId, callSid } = leg
  const found = await context.gateway.findParticipants(conferenceName(callId))
  const hers = callSid ? await lineAt(context, callSid) : 'over'
  if (found.kind === 'away' || hers === 'unknown') return
  const isThere = (sid: string | null) => found.items.some((one) => one.callSid === sid)
  if (isThere(caller) && isThere(callSid)) return noteMove(context.db, leg, 'done')
  const isAlone = hers === 'over' || isThere(caller) || (await isCallerThere(context.db, leg))
  context.log.warn({ event: 'call.moveSettled', clientId, callId, isAlone })
  if (isAlone) return fetchBack(context, { clientId, callId }, at)
  return noteMove(context.db, leg, 'away')
}
