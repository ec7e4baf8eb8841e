import { setTimeout as wait } from 'node:timers/promises'
import { and, isNull } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import { findOwnLiveCall } from '../answering/own-live-call.ts'
import type { Scope } from '../scope.ts'
import { noteRefusal } from './announce-recording.ts'
import { followRecording, type RecorderContext } from './follow-recording.ts'
import { findOpenRecordings, isCallRecording } from './queries.ts'
import { nextRecorderStep } from './recorder.ts'
import { callRecordings } from './tables.ts'

type CallKey = { readonly clientId: number; readonly callId: string }

/** `notNow`: nothing of this call is recorded. `away`: the exchange did not say that it did it; it is told again. */
export type Told = 'done' | 'notNow' | 'away'

/** Nothing is kept of what is said from now on, as long as somebody dictates what nobody else is to know. */
export const pauseRecording = (context: RecorderContext, scope: Scope, key: CallKey): Promise<Told> =>
  change(context, scope, key, 'recording.paused', { pausedAt: context.now(), pausedById: scope.actor.id })

export const resumeRecording = (context: RecorderContext, scope: Scope, key: CallKey): Promise<Told> =>
  change(context, scope, key, 'recording.resumed', { pausedAt: null, pausedById: null })

/** He says to her that he does not want it: it stops, and what there is of it is erased. */
export async function refuseRecording(context: RecorderContext, scope: Scope, key: CallKey): Promise<Told> {
  await findOwnLiveCall(context, scope, key)
  const at = context.now()
  if (!(await noteRefusal(context, key, at))) return 'notNow'
  await recordAct(context.db, actOf(scope, key, 'recording.refused', at))
  return tell(context, key)
}

async function change(
  context: RecorderContext,
  scope: Scope,
  key: CallKey,
  verb: string,
  changes: { pausedAt: Date | null; pausedById: string | null },
): Promise<Told> {
  await findOwnLiveCall(context, scope, key)
  const isOpen = await context.db.transaction(async (tx) => {
    const [changed] = await tx
      .update(callRecordings)
      .set(changes)
      .where(and(isCallRecording(key), isNull(callRecordings.closedAt)))
      .returning({ callId: callRecordings.callId })
    if (changed) await recordAct(tx, actOf(scope, key, verb, context.now()))
    return changed !== undefined
  })
  return isOpen ? tell(context, key) : 'notNow'
}

/** Whoever tells the exchange something else at this moment goes first. */
const tries = 10
const betweenMs = 150

async function tell(context: RecorderContext, key: CallKey): Promise<Told> {
  for (let left = tries; left > 0; left--) {
    await followRecording(context, key)
    const [open] = await findOpenRecordings(context.db, key)
    context.live.changed([key.clientId], 'floor')
    if (!open || nextRecorderStep(open) === null) return 'done'
    if (open.failure) return 'away'
    await wait(betweenMs)
  }
  return 'away'
}

const actOf = ({ actor }: Scope, { clientId, callId }: CallKey, verb: string, at: Date) => ({
  ...{ clientId, actor, verb, at, before: null, after: null },
  subject: { kind: 'call', id: callId },
})
