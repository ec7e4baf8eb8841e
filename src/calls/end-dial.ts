import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import type { Action, Forward } from '../rules/rule.ts'
import type { DialEnded } from '../twilio/webhooks.ts'
import { otherwiseAnswer } from './answer.ts'
import { placeOf } from './call-place.ts'
import { type CallSeen, recordEvidence } from './record-evidence.ts'
import type { VoiceAnswer } from './voice-answer.ts'

type Ended = { client: Client; ended: DialEnded; at: Date }

/**
 * The executive's leg is over. A call was forwarded only if a person accepted it and was bridged; in every
 * other case the caller, if he is still there, goes on with the rule's `otherwise`.
 */
export async function endDial(
  context: Pick<Context, 'answers' | 'config' | 'live'>,
  { client, ended, at }: Ended,
): Promise<VoiceAnswer> {
  const { clientId } = client
  const { callId } = ended
  const seen = await recordEvidence(context.answers, {
    clientId,
    callId,
    key: 'dialEnded',
    at,
    details: { dialStatus: ended.dialStatus, bridged: ended.bridged, talkSeconds: ended.talkSeconds },
    dialEndedAt: at,
    dialStatus: ended.dialStatus,
    bridged: ended.bridged,
    talkSeconds: ended.bridged ? ended.talkSeconds : 0,
  })
  context.live.changed([clientId])
  if (ended.callerGone || (seen && wasForwarded(seen))) return { kind: 'hangUp' }
  const answer = otherwiseAnswer(otherwiseOf(seen), placeOf(context.config, client, callId))
  if (answer.kind === 'voicemail')
    await recordEvidence(context.answers, { clientId, callId, key: 'voicemail', at, voicemailAt: at })
  return answer
}

export const wasForwarded = ({
  accepted,
  bridged,
  decision,
}: Pick<CallSeen, 'accepted' | 'bridged' | 'decision'>) =>
  bridged && (accepted || !isScreened(decision.action))

const isScreened = (action: Action): boolean => action.kind !== 'forward' || action.screen

/** A call whose row is not there yet was answered from memory: it ends at the voicemail. */
function otherwiseOf(seen: CallSeen | null): Forward['otherwise'] {
  const action = seen?.decision.action
  if (action?.kind === 'forward') return action.otherwise
  return action ?? { kind: 'takeMessage', copies: [], urgency: 'ordinary', by: 'secretary' }
}
