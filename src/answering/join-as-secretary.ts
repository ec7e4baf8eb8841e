import { stepUrlOf } from '../calls/call-place.ts'
import type { VoiceAnswer } from '../calls/voice-answer.ts'
import type { Context } from '../context.ts'
import { idFrom } from '../ids.ts'
import { absoluteLongestMinutes } from '../outgoing/outgoing.ts'
import type { SoftphoneCalled } from '../twilio/live-webhooks.ts'
import { enterConference } from './compose-wait.ts'
import { endLiveCall } from './end-live-call.ts'
import { musicUrlOf } from './music.ts'
import { isCallerThere } from './own-live-call.ts'
import { readLive } from './read-live.ts'
import type { LiveState } from './states.ts'
import { callLegs } from './tables.ts'
import type { LiveKey } from './take-step.ts'

type Needs = Pick<
  Context,
  'answers' | 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'
>

export type JoiningHer = Omit<SoftphoneCalled, 'as'>

/**
 * Her softphone calls to speak with somebody: let in only where she is the one who took that call. The caller is
 * fetched from the queue at the same time, or stays where he is when she comes back to him.
 */
export async function joinAsSecretary(
  context: Needs,
  { secretaryId, callSid, ...key }: JoiningHer,
): Promise<VoiceAnswer> {
  const live = await readLive(context.answers, key)
  const isHers = live?.claimedById === secretaryId && !notHers.has(live.state)
  if (!isHers) {
    context.log.warn({ event: 'softphone.refused', ...key, state: live?.state ?? null })
    return { kind: 'hangUp' }
  }
  await context.db
    .insert(callLegs)
    .values({
      ...{ ...key, id: legIdOf(callSid), callSid, role: 'secretary', secretaryId },
      startedAt: context.now(),
    })
    .onConflictDoNothing()
  // He may have come there from a telephone that rang for him.
  if (live.state === 'claimed' && live.callSid && !(await isCallerThere(context.db, key)))
    void fetchCaller(context, key, { callSid: live.callSid, her: callSid })
  const stepUrl = stepUrlOf(context.config, key.clientId, key.callId)
  const room = enterConference({ stepUrl, musicUrl: musicUrlOf(context.config) }, key.callId, 'secretary')
  // She hears it ring, and no music; her line lasts as long as the other side's may.
  return live.isOutgoing ? { ...room, musicUrl: '', talkLimitSeconds: absoluteLongestMinutes * 60 } : room
}

/** Nobody's, or an executive's. */
export const notHers: ReadonlySet<LiveState> = new Set(['waiting', 'handedOver', 'ended'])

export const legIdOf = (callSid: string, conferenceSid = ''): string => idFrom('leg', callSid, conferenceSid)

/** Not waited for: she is on her way meanwhile. Where the exchange does not answer, her claim lapses and he waits on. */
async function fetchCaller(
  context: Needs,
  key: LiveKey,
  { callSid, her }: { callSid: string; her: string },
): Promise<void> {
  const { config, gateway, log } = context
  const reached = await gateway.redirectCall(callSid, stepUrlOf(config, key.clientId, key.callId)('join'))
  if (reached === 'done') return
  log.warn({ event: 'call.notFetched', ...key, reached })
  if (reached !== 'over') return
  // He is gone, and she would wait for him in an empty conference.
  await endLiveCall(context, key, context.now()).catch((err) =>
    log.error({ event: 'call.liveNotEnded', ...key, err }),
  )
  await gateway.endCall(her)
}
