import { and, eq } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import type { Scope } from '../scope.ts'
import { isHandling } from './choose-reason.ts'
import type { CallKey } from './find-call.ts'
import type { Outcome } from './outcomes.ts'
import { callHandlings, calls } from './tables.ts'
import { claimCall, findCallOrThrow } from './take-call.ts'

export type WrapUp = CallKey & {
  readonly outcome: Outcome
  /** Left out: as the client agreed for this outcome. */
  readonly billable?: boolean
  readonly note: string | null
}

/** What became of a call, in her words and for the bill. May be said again as long as she finds it wrong. */
export async function wrapUpCall(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  { outcome, note, ...wrapUp }: WrapUp,
): Promise<{ readonly billable: boolean }> {
  const { clientId, callId } = wrapUp
  const at = now()
  const billable = await db.transaction(async (tx) => {
    const { call, client, handling } = await findCallOrThrow(tx, scope, wrapUp)
    const isBillable = wrapUp.billable ?? isBilled(outcome, client)
    await claimCall(tx, scope, wrapUp, at)
    await tx
      .update(calls)
      .set({ outcome, billable: isBillable })
      .where(and(eq(calls.clientId, clientId), eq(calls.id, callId)))
    await tx.update(callHandlings).set({ note, wrappedUpAt: at }).where(isHandling(wrapUp))
    await recordAct(tx, {
      ...{ clientId, actor: scope.actor, verb: 'call.wrappedUp', subject: { kind: 'call', id: callId } },
      before: { outcome: call.outcome, billable: call.billable, note: handling?.note ?? null },
      after: { outcome, billable: isBillable, note },
      at,
    })
    return isBillable
  })
  live.changed([clientId])
  return { billable }
}

/** What the client agreed to pay for. */
export const isBilled = (
  outcome: Outcome,
  { unbilledOutcomes }: { readonly unbilledOutcomes: readonly Outcome[] },
): boolean => !unbilledOutcomes.includes(outcome)
