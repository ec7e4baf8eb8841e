import { and, eq, isNull } from 'drizzle-orm'
import { findCall } from '../calls/find-call.ts'
import { executives } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { messages } from '../messages/tables.ts'
import type { Scope } from '../scope.ts'
import type { Times } from './check-promise.ts'
import { lockCallback } from './lock-callback.ts'
import { promiseCallback } from './promise-callback.ts'
import type { PromiseForm } from './promise-form.ts'
import type { Who } from './resolve-who.ts'
import { writeCallback } from './write-callback.ts'

type AtDesk = { readonly form: PromiseForm; readonly who: Who; readonly times: Times }

/** A secretary promises it, of a client that is hers; answers the callback's id. The same form twice is one promise. */
export async function promiseAtDesk(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  { form, who, times }: AtDesk,
): Promise<string> {
  const at = now()
  const { actor } = scope
  const { client: clientId, once, why, urgent, mine } = form
  const id = await db.transaction(async (tx) => {
    const cause = await findCause(tx, scope, form)
    const wish = { clientId, ...who, ...times, ...cause, why: why || null, key: `desk:${actor.id}:${once}` }
    const priority = urgent ? 'urgent' : 'ordinary'
    const promised = await promiseCallback(tx, { ...wish, priority, secretaryId: actor.id }, { actor, at })
    if (mine && promised.kind !== 'again') {
      const callback = await lockCallback(tx, { clientId, callbackId: promised.callbackId })
      if (callback && callback.takenById !== actor.id)
        await writeCallback(
          tx,
          callback,
          { set: { takenById: actor.id }, verb: 'callback.taken' },
          { actor, at },
        )
    }
    return promised.callbackId
  })
  live.changed([clientId])
  return id
}

/** What it follows from, as far as it is there and hers: a call, a slip, an executive's wish. */
async function findCause(tx: Transaction, scope: Scope, form: PromiseForm) {
  const { client: clientId, callId, slipId, executive } = form
  const call = callId ? await findCall(tx, scope, { clientId, callId }) : null
  const isSlip = and(eq(messages.clientId, clientId), eq(messages.id, slipId))
  const slip = slipId ? await tx.$count(messages, isSlip) : 0
  const isHer = and(
    ...[eq(executives.clientId, clientId), eq(executives.id, executive), isNull(executives.leftAt)],
  )
  const hers = executive ? await tx.$count(executives, isHer) : 0
  const isMissed =
    call !== null && (call.call.disposition === 'missed' || call.call.disposition === 'abandoned')
  return {
    source: isMissed ? ('missedCall' as const) : ('desk' as const),
    callId: call ? callId : null,
    messageId: slip > 0 ? slipId : null,
    executiveId: hers > 0 ? executive : null,
  }
}
