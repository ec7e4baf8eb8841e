import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import { stepUrlOf } from './call-place.ts'
import { readCall } from './queries.ts'
import { recordEvidence } from './record-evidence.ts'
import type { VoiceAnswer } from './voice-answer.ts'
import { whisper } from './whisper.ts'

/** The executive picked up: tells her who calls, and asks for a key, so that no mobile's voicemail takes the call. */
export async function screenCall(
  context: Pick<Context, 'answers' | 'config'>,
  { client, callId }: { client: Client; callId: string },
): Promise<VoiceAnswer> {
  const caller = await readCall(context.answers, client.clientId, callId)
  return whisper(client, caller, keyUrlOf(context, client, callId))
}

/** The same without the database: for whom the call is, but not from whom. */
export const screenUnknownCaller = (
  context: Pick<Context, 'config'>,
  { client, callId }: { client: Client; callId: string },
): VoiceAnswer => whisper(client, null, keyUrlOf(context, client, callId))

const keyUrlOf = ({ config }: Pick<Context, 'config'>, { clientId }: Client, callId: string) =>
  stepUrlOf(config, clientId, callId)('accepted')

type KeyPressed = { clientId: number; callId: string; digits: string; at: Date }

/** She pressed a key, or let the time for it run out. Answers whether that call is known. */
export async function recordKey(
  context: Pick<Context, 'answers' | 'live'>,
  { clientId, callId, digits, at }: KeyPressed,
): Promise<boolean> {
  const key = isAccepted(digits) ? 'accepted' : 'refused'
  const evidence = { clientId, callId, key, at, ...(isAccepted(digits) ? { acceptedAt: at } : {}) }
  const seen = await recordEvidence(context.answers, evidence)
  context.live.changed([clientId])
  return seen !== null
}

/** 1 puts the caller through; anything else lets him go on to what follows. */
export const afterKey = (digits: string): VoiceAnswer =>
  isAccepted(digits) ? { kind: 'bridge' } : { kind: 'hangUp' }

const isAccepted = (digits: string): boolean => digits === '1'
