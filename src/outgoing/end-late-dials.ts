import { and, eq, gt, isNull, like, lt, notInArray } from 'drizzle-orm'
import { conferenceName } from '../answering/compose-wait.ts'
import { callLegs, liveCalls } from '../answering/tables.ts'
import type { LiveKey } from '../answering/take-step.ts'
import { exchangeStatuses, isOver } from '../calls/states.ts'
import { calls } from '../calls/tables.ts'
import type { Context } from '../context.ts'
import { calledLabel } from './called-leg.ts'
import { dialCalled, giveUp, ringSeconds } from './dial-called.ts'
import { joinCalled } from './record-called.ts'
import { outgoingCalls } from './tables.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

/** Her softphone has asked what to do by then, or it does not come. */
const joinsWithinMs = 12_000
/** She asked to be let in, and the conference did not tell us of her: he is rung all the same. */
const toldWithinMs = 4_000
/** By then the exchange has told what became of the ringing. */
const toldOfRingingMs = (ringSeconds + 15) * 1000

/** Looks after calls that were to be rung and of which nothing was heard. Answers whether any are being dialled. */
export async function endLateDials(context: Needs): Promise<'dialling' | 'none'> {
  const at = context.now()
  const isOf = and(eq(outgoingCalls.clientId, liveCalls.clientId), eq(outgoingCalls.callId, liveCalls.callId))
  const found = await context.db
    .select({ live: liveCalls, placed: outgoingCalls })
    .from(liveCalls)
    .innerJoin(outgoingCalls, isOf)
    .where(eq(liveCalls.state, 'dialling'))
    .limit(100)
  for (const { live, placed } of found) {
    const key = { clientId: live.clientId, callId: live.callId }
    const since = at.getTime() - (placed.dialledAt ?? live.claimedAt ?? at).getTime()
    if (!placed.dialledAt) await waitForHer(context, key, since)
    else if (since > toldOfRingingMs) await askWhoIsThere(context, key, placed.legId)
  }
  return found.length > 0 ? 'dialling' : 'none'
}

async function waitForHer(context: Needs, key: LiveKey, sinceMs: number): Promise<void> {
  const [hers] = await context.db
    .select({ startedAt: callLegs.startedAt })
    .from(callLegs)
    .where(
      and(
        eq(callLegs.clientId, key.clientId),
        eq(callLegs.callId, key.callId),
        eq(callLegs.role, 'secretary'),
        isNull(callLegs.leftAt),
      ),
    )
    .limit(1)
  const isIn = hers && context.now().getTime() - hers.startedAt.getTime() > toldWithinMs
  if (isIn) return dialCalled(context, key)
  if (!hers && sinceMs > joinsWithinMs) await giveUp(context, key, 'notConnected')
}

/** Before they are torn apart whose meeting we were not told of, the exchange is asked. */
async function askWhoIsThere(context: Needs, key: LiveKey, legId: string): Promise<void> {
  const found = await context.gateway.findParticipants(conferenceName(key.callId))
  if (found.kind === 'away') return
  const he = found.items.find(({ label }) => label === calledLabel(legId))
  if (he?.status === 'connected') return joinCalled(context, key, { callSid: he.callSid, at: context.now() })
  await giveUp(context, key, 'noAnswer')
  if (he) await context.gateway.endCall(he.callSid)
}

const lastMs = 60 * 60_000
const quietMs = 20_000
const over = exchangeStatuses.filter(isOver)

/** Lines that we let go, and the exchange did not answer then. */
export async function endLeftLines({ db, gateway, now }: Needs): Promise<void> {
  const at = now().getTime()
  const left = await db
    .select({ callSid: calls.callSid })
    .from(liveCalls)
    .innerJoin(calls, and(eq(calls.clientId, liveCalls.clientId), eq(calls.id, liveCalls.callId)))
    .where(
      and(
        ...[eq(calls.direction, 'outbound'), like(calls.callSid, 'CA%')],
        notInArray(calls.exchangeStatus, over),
        lt(liveCalls.endedAt, new Date(at - quietMs)),
        gt(liveCalls.endedAt, new Date(at - lastMs)),
      ),
    )
    .limit(50)
  for (const { callSid } of left) await gateway.endCall(callSid)
}
