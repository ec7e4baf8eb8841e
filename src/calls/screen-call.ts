import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import { stepUrlOf } from './call-place.ts'
import { readCaller } from './queries.ts'
import { recordEvidence } from './record-evidence.ts'
import type { VoiceAnswer } from './voice-answer.ts'
import { whisper } from './whisper.ts'

type Screened = { client: Client; callId: string }

/** The executive picked up: tells her who calls, and asks for a key, so that no mobile's voicemail takes the call. */
export async function screenCall(
  context: Pick<Context, 'answers' | 'config'>,
  { client, callId }: Screened,
): Promise<VoiceAnswer> {
  const caller = await readCaller(context.answers, client.clientId, callId)
  return whisper(client, caller, stepUrlOf(context.config, client.clientId, callId)('accepted'))
}

/** She pressed a key: 1 puts the caller through, anything else lets him go on to what follows. */
export async function acceptCall(
  context: Pick<Context, 'answers' | 'live'>,
  { client, callId, digits, at }: Screened & { digits: string; at: Date },
): Promise<VoiceAnswer> {
  const accepted = digits === '1'
  await recordEvidence(context.answers, {
    clientId: client.clientId,
    callId,
    key: accepted ? 'accepted' : 'refused',
    at,
    ...(accepted ? { acceptedAt: at } : {}),
  })
  context.live.changed([client.clientId])
  return afterKey(digits)
}

export const afterKey = (digits: string): VoiceAnswer =>
  digits === '1' ? { kind: 'bridge' } : { kind: 'hangUp' }
