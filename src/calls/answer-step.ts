import type { Context } from '../context.ts'
import { inTime } from '../in-time.ts'
import { orSpool } from '../spool/or-spool.ts'
import type { DialEnded, Recorded } from '../twilio/webhooks.ts'
import { stepUrlOf } from './call-place.ts'
import { heardInSpool } from './degrade.ts'
import { apology } from './degraded-answer.ts'
import { endDial, endDialUnseen } from './end-dial.ts'
import { afterVoicemail, recordVoicemail } from './record-call-progress.ts'
import { afterKey, recordKey, screenCall, screenUnknownCaller } from './screen-call.ts'
import type { VoiceAnswer } from './voice-answer.ts'

type Step = { clientId: number; callId: string }

/**
 * The steps of a call, each answered whether or not the database does: what could not be written in time goes
 * to the spool, and the caller goes on.
 */
export async function answerScreen(context: Context, step: Step): Promise<VoiceAnswer> {
  const client = context.directory.client(step.clientId)
  if (!client) return { kind: 'hangUp' }
  const about = { client, callId: step.callId }
  return inTime(context.patienceMs, () => screenCall(context, about)).catch((err) => {
    context.log.error({ event: 'call.stepDegraded', step: 'screen', ...step, err })
    return screenUnknownCaller(context, about)
  })
}

export async function answerKey(context: Context, step: Step, digits: string): Promise<VoiceAnswer> {
  const at = context.now()
  const entry = { kind: 'key', at: at.toISOString(), ...step, digits } as const
  await orSpool(context, entry, () => recordKey(context, { ...step, digits, at }))
  return afterKey(digits)
}

export async function answerDialEnd(context: Context, step: Step, ended: DialEnded): Promise<VoiceAnswer> {
  const at = context.now()
  const client = context.directory.client(step.clientId)
  let answer = client ? endDialUnseen(context, client, ended) : endDialUnknown(context, step, ended)
  const entry = { kind: 'dialEnded', at: at.toISOString(), clientId: step.clientId, ended } as const
  await orSpool(context, entry, async () => {
    // Answered from memory, which no row knows yet: what the rules had decided after the ringing is void.
    if (!client || heardInSpool(context, step.callId)) return false
    const seen = await endDial(context, client, ended, at)
    if (seen !== 'unknownCall') answer = seen
    return seen !== 'unknownCall'
  })
  return answer
}

/** A client that this process does not know yet: his caller still gets the voicemail. */
const endDialUnknown = ({ config }: Context, { clientId, callId }: Step, ended: DialEnded): VoiceAnswer =>
  ended.callerGone || ended.bridged ? { kind: 'hangUp' } : apology(stepUrlOf(config, clientId, callId))

export async function answerRecorded(context: Context, step: Step, recorded: Recorded): Promise<VoiceAnswer> {
  const at = context.now()
  const { clientId } = step
  const entry = { kind: 'recorded', at: at.toISOString(), clientId, recorded } as const
  await orSpool(context, entry, () => recordVoicemail(context, { clientId, at }, recorded))
  return afterVoicemail(context.directory.client(clientId), recorded)
}
