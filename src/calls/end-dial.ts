import { type Queued, queueFor } from '../answering/queue.ts'
import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import type { Action, Forward } from '../rules/rule.ts'
import type { DialEnded } from '../twilio/webhooks.ts'
import { absentRecipient } from './absent-recipient.ts'
import { otherwiseAnswer } from './answer.ts'
import { placeOf } from './call-place.ts'
import { type CallSeen, recordEvidence } from './record-evidence.ts'
import type { VoiceAnswer } from './voice-answer.ts'

type Place = { clientId: number; at: Date }

/**
 * The executive's leg is over. A call was forwarded only if a person accepted it and was bridged; in every
 * other case the caller, if he is still there, goes on with the rule's `otherwise`. `unknownCall`: it was
 * answered from memory and is not written down yet.
 */
export async function endDial(
  context: Pick<Context, 'answers' | 'config' | 'directory' | 'live' | 'presence' | 'rings'>,
  client: Client,
  ended: DialEnded,
  at: Date,
): Promise<VoiceAnswer | 'unknownCall'> {
  const place = { clientId: client.clientId, at }
  const seen = await recordDialEnd(context, place, ended)
  if (!seen) return 'unknownCall'
  if (ended.callerGone || wasForwarded(seen)) return { kind: 'hangUp' }
  const line = context.directory.findLine(seen.line)?.line
  const absent = line ? absentRecipient(seen.decision, client, line.recipientKey) : null
  // Told twice, he is answered as he was the first time.
  const mayWait = seen.wasQueued || (!seen.hasVoicemail && context.presence.mayWait(client, at))
  const queued = mayWait ? queueFor(client, seen.arrivedAt, at) : null
  const answer = otherwiseAnswer(otherwiseOf(seen), {
    ...placeOf(context.config, client, ended.callId),
    ...{ absent, isAttended: queued !== null },
  })
  await recordWhatFollows(context, place, ended.callId, answer, queued)
  return answer
}

/** The same without the database: the exchange's word that two people were put through is all there is. */
export function endDialUnseen(
  context: Pick<Context, 'config'>,
  client: Client,
  ended: DialEnded,
): VoiceAnswer {
  if (ended.callerGone || ended.bridged) return { kind: 'hangUp' }
  return otherwiseAnswer(otherwiseOf(null), placeOf(context.config, client, ended.callId))
}

export async function recordDialEnd(
  context: Pick<Context, 'answers' | 'live'>,
  { clientId, at }: Place,
  { callId, dialStatus, bridged, talkSeconds }: DialEnded,
): Promise<CallSeen | null> {
  const seen = await recordEvidence(context.answers, {
    clientId,
    callId,
    key: 'dialEnded',
    at,
    details: { dialStatus, bridged, talkSeconds },
    dialEndedAt: at,
    dialStatus,
    bridged,
    talkSeconds: bridged ? talkSeconds : 0,
  })
  context.live.changed([clientId])
  return seen
}

async function recordWhatFollows(
  { answers, rings }: Pick<Context, 'answers' | 'rings'>,
  { clientId, at }: Place,
  callId: string,
  answer: VoiceAnswer,
  queued: Queued | null,
): Promise<void> {
  const step = { clientId, callId, at }
  if (answer.kind === 'voicemail')
    await recordEvidence(answers, { ...step, key: 'voicemail', voicemailAt: at })
  else if (answer.kind !== 'enqueue')
    await recordEvidence(answers, { ...step, key: 'turnedAway', refusedAt: at })
  else {
    await recordEvidence(answers, { ...step, key: 'queued', queued })
    void rings.look()
  }
}

const wasForwarded = ({ accepted, bridged, decision }: CallSeen): boolean =>
  bridged && (accepted || !isScreened(decision.action))

const isScreened = (action: Action): boolean => action.kind !== 'forward' || action.screen

/**
 * A call that has no row yet, or one whose decision rings nobody, was answered from memory: it ends at the
 * voicemail.
 */
function otherwiseOf(seen: CallSeen | null): Forward['otherwise'] {
  const action = seen?.decision.action
  if (action?.kind === 'forward') return action.otherwise
  if (action?.kind === 'takeMessage') return action
  return { kind: 'takeMessage', copies: [], urgency: 'ordinary', by: 'secretary' }
}
