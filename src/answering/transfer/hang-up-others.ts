import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { callLegs } from '../tables.ts'
import type { LiveKey } from '../take-step.ts'
import type { ExecutiveLeg } from './executive-leg.ts'

type Needs = Pick<Context, 'gateway' | 'log'>

/** She has left the call to others; her softphone, or her telephone, is let go. */
export async function hangUpSecretaries(context: Needs & Pick<Context, 'db'>, key: LiveKey): Promise<void> {
  const open = await context.db
    .select()
    .from(callLegs)
    .where(
      and(
        ...[eq(callLegs.clientId, key.clientId), eq(callLegs.callId, key.callId)],
        ...[eq(callLegs.role, 'secretary'), isNotNull(callLegs.joinedAt), isNull(callLegs.leftAt)],
      ),
    )
  await hangUpLegs(context, open)
}

/**
 * An executive who still rings, or speaks with nobody any more; a secretary's telephone that may be on its way into the
 * conference. Not waited for by whoever hangs up.
 */
export const hangUpRung = (context: Needs, legs: readonly ExecutiveLeg[]): Promise<void> =>
  hangUpLegs(
    context,
    legs.filter(({ role, move }) => role === 'executive' || move !== null),
  )

/** Everybody's. */
export async function hangUpLegs({ gateway, log }: Needs, legs: readonly ExecutiveLeg[]): Promise<void> {
  for (const { callSid, clientId, callId, id } of legs) {
    if (!callSid) continue
    const reached = await gateway.endCall(callSid)
    if (typeof reached !== 'string')
      log.warn({ event: 'call.legNotEnded', clientId, callId, legId: id, code: reached.code })
  }
}
