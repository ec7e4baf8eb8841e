import { and, eq, isNull, or } from 'drizzle-orm'
import { stepUrlOf } from '../../calls/call-place.ts'
import type { VoiceAnswer } from '../../calls/voice-answer.ts'
import type { Context } from '../../context.ts'
import { enterConference } from '../compose-wait.ts'
import type { JoiningHer } from '../join-as-secretary.ts'
import { musicUrlOf } from '../music.ts'
import { callLegs } from '../tables.ts'
import { lockLive } from '../take-step.ts'
import { findSpeaker, openListeners } from './listener-legs.ts'
import { heardBy, isSpokenIn } from './listening.ts'

/** Her softphone calls to take part in somebody's call: let in only where she has asked for it, and as she has. */
export async function joinAsSupervisor(
  context: Pick<Context, 'config' | 'db' | 'log'>,
  { secretaryId, callSid, ...key }: JoiningHer,
): Promise<VoiceAnswer> {
  const voice = await context.db.transaction(async (tx) => {
    const call = await lockLive(tx, key)
    if (!call || !isSpokenIn(call.state)) return null
    const isHers = eq(callLegs.secretaryId, secretaryId)
    const isThisLine = or(isNull(callLegs.callSid), eq(callLegs.callSid, callSid))
    const [leg] = await tx
      .update(callLegs)
      .set({ callSid })
      .where(openListeners(key, and(isHers, isThisLine)))
      .returning()
    return leg?.mode ? heardBy(leg.mode, await findSpeaker(tx, call)) : null
  })
  if (!voice) {
    context.log.warn({ event: 'softphone.refused', ...key, as: 'supervisor' })
    return { kind: 'hangUp' }
  }
  const stepUrl = stepUrlOf(context.config, key.clientId, key.callId)
  const room = { stepUrl, musicUrl: musicUrlOf(context.config) }
  return { ...enterConference(room, key.callId, 'supervisor'), heardBy: voice }
}
