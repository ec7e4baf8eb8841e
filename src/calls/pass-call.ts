import { eq, sql } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import type { Transaction } from '../db/db.ts'
import { lockSource } from '../messages/find-source.ts'
import { passDraft } from '../messages/pass-draft.ts'
import type { Scope } from '../scope.ts'
import type { CallKey, FoundCall, FoundHandling } from './find-call.ts'
import { callHandlings } from './tables.ts'
import { findCallOrThrow } from './take-call.ts'

/** Somebody else looks after it than she thought: nothing was changed. */
export type HeldBy = { readonly heldBy: string | null; readonly since: Date }

/** The call as it stands; nobody takes it, passes it on or writes its slip until the transaction ends. */
export async function lockHandling(tx: Transaction, scope: Scope, key: CallKey): Promise<FoundCall> {
  await lockSource(tx, scope, { clientId: key.clientId, sourceKind: 'call', sourceId: key.callId })
  return findCallOrThrow(tx, scope, key)
}

export function isHeldByAnother(handling: FoundHandling | null, from: string | null): HeldBy | null {
  if (!handling || handling.secretaryId === from) return null
  return { heldBy: handling.secretaryName, since: handling.takenAt }
}

type Passing = CallKey & {
  readonly to: string
  /** Null where she takes it herself. */
  readonly givenById: string | null
  readonly handling: FoundHandling | null
}

/**
 * It is hers from now on, to be wrapped up by her, with what was noted and what was begun; unless somebody took it at
 * this very moment, who is answered.
 */
export async function passCall(
  tx: Transaction,
  scope: Scope,
  { clientId, callId, to, givenById, handling }: Passing,
  takenAt: Date,
): Promise<'passed' | HeldBy> {
  const previousId = handling?.secretaryId ?? null
  const passed = { secretaryId: to, givenById, previousId, takenAt, wrappedUpAt: null }
  const written = await tx
    .insert(callHandlings)
    .values({ clientId, callId, ...passed })
    .onConflictDoUpdate({
      target: [callHandlings.clientId, callHandlings.callId],
      set: passed,
      setWhere: previousId ? eq(callHandlings.secretaryId, previousId) : sql`false`,
    })
    .returning({ callId: callHandlings.callId })
  if (written.length === 0) return heldBy(tx, scope, { clientId, callId })
  const from = [previousId, givenById].filter((id) => id !== null)
  await passDraft(tx, { clientId, sourceId: callId }, { from, to })
  await recordAct(tx, {
    ...{
      clientId,
      actor: scope.actor,
      verb: givenById ? 'call.given' : handling ? 'call.relieved' : 'call.taken',
    },
    subject: { kind: 'call', id: callId },
    before: handling && { secretaryId: previousId },
    after: { secretaryId: to },
    at: takenAt,
  })
  return 'passed'
}

async function heldBy(tx: Transaction, scope: Scope, key: CallKey): Promise<HeldBy> {
  const { handling } = await findCallOrThrow(tx, scope, key)
  if (!handling) throw new Error(`nobody looks after call ${key.callId}, and it cannot be passed on`)
  return { heldBy: handling.secretaryName, since: handling.takenAt }
}
