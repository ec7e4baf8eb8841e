import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { conferenceName } from './compose-wait.ts'
import { fetchBack, waitAgain } from './lose-secretary.ts'
import { joinBoth } from './speak-together.ts'
import { callLegs, liveCalls } from './tables.ts'
import { type LiveCall, lockLive } from './take-step.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

/** Her softphone has joined by then, or it does not come. */
const joinsWithinMs = 8_000

/** Lets callers wait on whose secretary did not come. Answers whether any are taken and not yet spoken to. */
export async function releaseLateClaims(context: Needs): Promise<'claimed' | 'none'> {
  const at = context.now()
  const claimed = await context.db.select().from(liveCalls).where(eq(liveCalls.state, 'claimed')).limit(100)
  for (const call of claimed) {
    const isLate = at.getTime() - (call.claimedAt?.getTime() ?? 0) > joinsWithinMs
    if (isLate) await settle(context, call, at)
  }
  return claimed.length > 0 ? 'claimed' : 'none'
}

/** Before anybody is torn apart whose meeting we were not told of, the exchange is asked who is there. */
async function settle(context: Needs, call: LiveCall, at: Date): Promise<void> {
  const legs = await context.db
    .select({ callSid: callLegs.callSid, startedAt: callLegs.startedAt })
    .from(callLegs)
    .where(
      and(
        eq(callLegs.clientId, call.clientId),
        eq(callLegs.callId, call.callId),
        eq(callLegs.role, 'secretary'),
        isNull(callLegs.leftAt),
      ),
    )
  const key = { clientId: call.clientId, callId: call.callId }
  if (legs.length === 0) return void (await waitAgain(context, key, at))
  if (legs.some(({ startedAt }) => at.getTime() - startedAt.getTime() <= joinsWithinMs)) return
  const found = await context.gateway.findParticipants(conferenceName(call.callId))
  if (found.kind === 'away') return
  const there = new Set(found.items.map(({ callSid }) => callSid))
  const hers = legs.flatMap(({ callSid }) => callSid ?? [])
  if (call.callSid && there.has(call.callSid) && hers.some((sid) => there.has(sid))) {
    await context.db.transaction(async (tx) => {
      const now = await lockLive(tx, key)
      return now && joinBoth(tx, now, at)
    })
    return
  }
  await fetchBack(context, key, at)
  for (const sid of hers) await context.gateway.endCall(sid)
}
