import type { VoiceAnswer } from '../calls/voice-answer.ts'
import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import { inTime } from '../in-time.ts'
import { spoolEntry } from '../spool/spool-entry.ts'
import type { Waiting } from '../twilio/live-webhooks.ts'
import { composeStretch } from './compose-wait.ts'
import { leaveQueue } from './leave-queue.ts'
import { type LiveNow, readLive } from './read-live.ts'
import type { LiveKey } from './take-step.ts'
import { waitPlaceOf } from './wait-place.ts'

type Needs = Context

/** The stretch before this one could not be looked up either. */
export type Seen = 'seen' | 'unseenBefore'

/**
 * One more stretch of the wait, or out of the queue: when the time is over, when nobody is left who could come. What
 * cannot be looked up goes on for one stretch, and then ends at the voicemail.
 */
export async function answerWait(
  context: Needs,
  key: LiveKey,
  waiting: Waiting,
  seen: Seen,
): Promise<VoiceAnswer> {
  const client = context.directory.client(key.clientId)
  if (!client) return { kind: 'leave' }
  void context.rings.look()
  try {
    return await inTime(context.patienceMs, () => continueWait(context, client, key, waiting))
  } catch (err) {
    context.log.error({ event: 'call.waitDegraded', ...key, err })
    const isLate = waiting.queueSeconds >= client.answering.waitSeconds
    if (seen === 'unseenBefore' || isLate) return { kind: 'leave' }
    return stretch(context, client, key, { ...waiting, live: null })
  }
}

async function continueWait(
  context: Needs,
  client: Client,
  key: LiveKey,
  waiting: Waiting,
): Promise<VoiceAnswer> {
  const live = await readLive(context.answers, key)
  if (!live || live.state === 'ended') return { kind: 'leave' }
  const at = context.now()
  const how = live.state === 'waiting' ? await whyEnd(context, client, live, waiting, at) : null
  if (!how || !(await leavesNow(context, { ...key, how, at }))) {
    return stretch(context, client, key, { ...waiting, live })
  }
  return { kind: 'leave' }
}

/** The same request, sent twice, may have let him out at this moment; or somebody has taken him. */
const leavesNow = async (context: Needs, leaving: Parameters<typeof leaveQueue>[1]): Promise<boolean> =>
  (await leaveQueue(context, leaving)) || (await readLive(context.answers, leaving))?.state === 'ended'

async function whyEnd(
  context: Needs,
  client: Client,
  { answerBy }: LiveNow,
  { queueSeconds }: Waiting,
  at: Date,
): Promise<'late' | 'unattended' | null> {
  if ((answerBy && answerBy <= at) || queueSeconds >= client.answering.waitSeconds) return 'late'
  if (context.presence.isAttended(client, at)) return null
  // A process that began in mid-call may not know yet who is there.
  await context.presence.refresh(at)
  return context.presence.isAttended(client, at) ? null : 'unattended'
}

/** `live`: null where it could not be looked up. */
function stretch(
  context: Needs,
  client: Client,
  key: LiveKey,
  { queueSeconds, live }: Waiting & { live: LiveNow | null },
): VoiceAnswer {
  const place = waitPlaceOf(context.config, client, key.callId)
  const longest = client.answering.waitSeconds - queueSeconds
  const until = live?.answerBy ? (live.answerBy.getTime() - context.now().getTime()) / 1000 : longest
  return composeStretch(place, {
    queueSeconds,
    leftSeconds: Math.min(longest, until),
    isBack: live?.isBack ?? false,
    canBeRungBack: live?.canBeRungBack ?? false,
    nextUrl: live ? null : `${place.stepUrl('wait')}?unseen=1`,
  })
}

/** A key in the wait: 1 for the voicemail, 2 to be called back; any other is as good as none. */
export async function answerWish(context: Needs, key: LiveKey, waiting: Waiting): Promise<VoiceAnswer> {
  const client = context.directory.client(key.clientId)
  const how = wishOf(waiting.digits, client)
  if (!how) return answerWait(context, key, waiting, 'seen')
  const at = context.now()
  try {
    const hasLeft = await inTime(context.patienceMs, async () => {
      const live = await readLive(context.answers, key)
      return mayWish(how, live) && leaveQueue(context, { ...key, how, at })
    })
    return hasLeft ? { kind: 'leave' } : answerWait(context, key, waiting, 'seen')
  } catch (err) {
    context.log.error({ event: 'call.waitDegraded', ...key, err })
    await spoolEntry(context, { kind: 'wish', at: at.toISOString(), ...key, how })
    return { kind: 'leave' }
  }
}

/** Nobody can be rung back who shows no number. */
const mayWish = (how: 'message' | 'callback', live: LiveNow | null): boolean =>
  how === 'message' || live?.canBeRungBack === true

function wishOf(digits: string, client: Client | null): 'message' | 'callback' | null {
  if (digits === '1') return 'message'
  return digits === '2' && client?.answering.offersCallback ? 'callback' : null
}
