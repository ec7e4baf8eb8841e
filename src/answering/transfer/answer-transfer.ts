import { and, eq } from 'drizzle-orm'
import { talkLimitSeconds } from '../../calls/answer.ts'
import { stepUrlOf } from '../../calls/call-place.ts'
import { readCall } from '../../calls/queries.ts'
import { tellStory } from '../../calls/record-transfer.ts'
import { afterKey } from '../../calls/screen-call.ts'
import type { Dial, VoiceAnswer } from '../../calls/voice-answer.ts'
import { whisper } from '../../calls/whisper.ts'
import type { Client } from '../../clients/client.ts'
import type { Context } from '../../context.ts'
import { endWrapUp } from '../../floor/end-wrap-up.ts'
import { inTime } from '../../in-time.ts'
import { isPhoneNumber } from '../../phone-number.ts'
import { orSpool } from '../../spool/or-spool.ts'
import type { LegStep } from '../../twilio/live-webhooks.ts'
import type { DialEnded } from '../../twilio/webhooks.ts'
import { answerLeft } from '../answer-live-step.ts'
import { endLiveCall } from '../end-live-call.ts'
import { findLiveState } from '../find-live-state.ts'
import { waitAgain } from '../lose-secretary.ts'
import { callLegs } from '../tables.ts'
import { type LiveKey, lockLive } from '../take-step.ts'
import { comeToRoom } from '../where-to.ts'
import { acceptTransfer } from './accept-transfer.ts'
import { ringSeconds } from './consult-executive.ts'
import { findLastLeg, lineOf } from './executive-leg.ts'

const hangUp: VoiceAnswer = { kind: 'hangUp' }

/** He was sent to an executive: she is rung. Where that is not so any more, he goes where his call stands. */
export async function answerTransfer(context: Context, key: LiveKey, step: LegStep): Promise<VoiceAnswer> {
  return answerLeft(context, key, step.isGone, async (client, at) => {
    const dialled = step.isGone ? null : await dialOf(context, key)
    return dialled ?? comeToRoom(context, client, { ...key, at }, step)
  })
}

async function dialOf(context: Context, key: LiveKey): Promise<Dial | null> {
  const stepUrl = stepUrlOf(context.config, key.clientId, key.callId)
  return context.db.transaction(async (tx) => {
    const live = await lockLive(tx, key)
    const leg = await findLastLeg(tx, key)
    const callerId = await lineOf(tx, key)
    const isAsked = live?.state === 'handedOver' && leg && !leg.leftAt && !leg.joinedAt
    if (!isAsked || !callerId || !leg.number || !isPhoneNumber(leg.number)) return null
    return {
      ...{ kind: 'dial', speech: null, callerId, number: leg.number, ringSeconds, talkLimitSeconds },
      ...{ screenUrl: stepUrl('transfer-screen'), endedUrl: stepUrl('transfer-ended') },
    }
  })
}

/** She hears who it is, and which key takes him. */
export async function screenTransfer(context: Context, client: Client, key: LiveKey): Promise<VoiceAnswer> {
  const keyUrl = stepUrlOf(context.config, key.clientId, key.callId)('transfer-key')
  const caller = await inTime(context.patienceMs, () =>
    readCall(context.answers, key.clientId, key.callId),
  ).catch(() => null)
  return whisper(client, caller, keyUrl)
}

/** Put through even where it cannot be written down at once. */
export async function answerTransferKey(
  context: Context,
  key: LiveKey,
  digits: string,
): Promise<VoiceAnswer> {
  const answer = afterKey(digits)
  const at = context.now()
  const entry = { kind: 'transferAccepted', at: at.toISOString(), ...key } as const
  if (answer.kind === 'bridge') await orSpool(context, entry, () => acceptTransfer(context, key, at))
  return answer
}

/** They have spoken, or she was not had: then he waits for the secretary who sent him, before all others. */
export async function answerTransferEnded(
  context: Context,
  key: LiveKey,
  ended: DialEnded,
): Promise<VoiceAnswer> {
  const isOver = ended.callerGone || ended.bridged
  return answerLeft(context, key, isOver, (client, at) => endTransfer(context, client, { ...key, at }, ended))
}

async function endTransfer(
  context: Context,
  client: Client,
  { at, ...key }: LiveKey & { readonly at: Date },
  { callerGone, bridged, dialStatus }: DialEnded,
): Promise<VoiceAnswer | 'unknownCall'> {
  const leg = await findLastLeg(context.db, key)
  if (callerGone || (leg?.joinedAt && bridged)) {
    await endLiveCall(context, key, at)
    return hangUp
  }
  if ((await findLiveState(context.db, key)) === 'handedOver') {
    const failure = dialStatus === 'completed' ? 'notAccepted' : dialStatus
    await context.db.transaction(async (tx) => {
      const isIt = and(eq(callLegs.clientId, key.clientId), eq(callLegs.id, leg?.id ?? ''))
      if (leg) await tx.update(callLegs).set({ failure, leftAt: at }).where(isIt)
      if (leg) await tellStory(tx, key, { key: `transferFailed-${leg.id}`, at, details: { failure } })
    })
    const lost = await waitAgain(context, key, at)
    if (lost?.claimedById) await endWrapUp(context, lost.claimedById)
  }
  return comeToRoom(context, client, { ...key, at }, { isGone: false })
}
