import type { Client } from '../clients/client.ts'
import { isPhoneNumber } from '../phone-number.ts'
import { screenSeconds, speech } from './answer.ts'
import type { VoiceAnswer } from './voice-answer.ts'
import { whisperText } from './whisper-text.ts'

/** Who is calling, as far as a call's row tells; null where the row could not be read in time. */
type WhisperedCaller = { callerKind: string; caller: string | null; callerName: string | null } | null

const spokenLettersPerSecond = 15

/**
 * What the executive hears when she picks up: for whom the call is, from whom, and which key takes it. Sentence
 * and key press together stay within ten seconds, because the caller still hears it ring.
 */
export function whisper(client: Client, caller: WhisperedCaller, keyUrl: string): VoiceAnswer {
  const text = sentence(client, caller)
  const left = screenSeconds - Math.ceil(text.length / spokenLettersPerSecond)
  return { kind: 'whisper', speech: speech(client, text), keyUrl, keySeconds: Math.min(5, Math.max(2, left)) }
}

function sentence({ name, language }: Client, caller: WhisperedCaller): string {
  const callerNumber = caller?.caller && isPhoneNumber(caller.caller) ? caller.caller : null
  return whisperText({ language, clientName: name, callerName: caller?.callerName ?? null, callerNumber })
}
