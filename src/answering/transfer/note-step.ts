import { and, eq } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import { tellStory } from '../../calls/record-transfer.ts'
import { callEvents } from '../../calls/tables.ts'
import type { Transaction } from '../../db/db.ts'
import type { Scope } from '../../scope.ts'
import type { LiveKey } from '../take-step.ts'

type Step = 'consulted' | 'broughtIn' | 'handedOver' | 'takenBack' | 'transferred'
type Noted = { readonly step: Step; readonly legId: string; readonly executiveId: string | null }

/** What she did, in the call's story and among the acts. */
export async function noteStep(
  tx: Transaction,
  { actor }: Pick<Scope, 'actor'>,
  { clientId, callId }: LiveKey,
  { step, legId, executiveId, at }: Noted & { readonly at: Date },
): Promise<void> {
  await tellStory(tx, { clientId, callId }, { key: `${step}-${legId}`, at, details: { executiveId } })
  await recordAct(tx, {
    ...{ clientId, actor, verb: `call.${step}`, subject: { kind: 'call', id: callId } },
    ...{ before: null, after: { executiveId }, at },
  })
}

/** When she left him to that executive; null where she has not. */
export async function handedOverAt(
  tx: Transaction,
  { clientId, callId }: LiveKey,
  legId: string,
): Promise<Date | null> {
  const [told] = await tx
    .select({ at: callEvents.at })
    .from(callEvents)
    .where(
      and(
        eq(callEvents.clientId, clientId),
        eq(callEvents.callId, callId),
        eq(callEvents.key, `handedOver-${legId}`),
      ),
    )
  return told?.at ?? null
}
