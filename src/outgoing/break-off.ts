import { endLiveCall } from '../answering/end-live-call.ts'
import { noteCalledGone } from '../answering/placed-live.ts'
import { type LiveCall, lockLive } from '../answering/take-step.ts'
import { speech } from '../calls/answer.ts'
import { stepUrlOf } from '../calls/call-place.ts'
import type { VoiceAnswer } from '../calls/voice-answer.ts'
import type { Context } from '../context.ts'
import { t } from '../i18n/text.ts'
import { noteBrokeOff } from './called-leg.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

/**
 * Her line broke off while somebody whom we rang was there. A queue is nothing for one who did not ring us: he hears
 * that we are sorry, the call ends, and her page says that it was cut so that she rings once more.
 */
export async function breakOff(
  context: Needs,
  { clientId, callId, callSid }: LiveCall,
  at: Date,
): Promise<void> {
  const key = { clientId, callId }
  await context.db.transaction(async (tx) => {
    if ((await lockLive(tx, key))?.state === 'ended') return
    await noteBrokeOff(tx, key)
    // His line goes on until he has heard it.
    await noteCalledGone(tx, key, { at, failure: null })
  })
  if (!(await endLiveCall(context, key, at)) || !callSid) return
  const reached = await context.gateway.redirectCall(
    callSid,
    stepUrlOf(context.config, clientId, callId)('broke-off'),
  )
  context.log.warn({ event: 'outgoing.brokeOff', ...key, reached })
  if (reached !== 'done') await context.gateway.endCall(callSid)
}

/** Said to him then, in the client's name. */
export function apologiseFor({ directory }: Pick<Context, 'directory'>, clientId: number): VoiceAnswer {
  const client = directory.client(clientId)
  if (!client) return { kind: 'hangUp' }
  return { kind: 'announce', speech: speech(client, t(client.language, 'voice.brokeOff')) }
}
