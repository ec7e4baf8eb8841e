import {
  announcementFor,
  noteAnnounced,
  noteHeard,
  noteRefusal,
} from '../call-recordings/announce-recording.ts'
import { refusalKey } from '../call-recordings/recording.ts'
import type { VoiceAnswer } from '../calls/voice-answer.ts'
import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import { inTime } from '../in-time.ts'
import { spoolEntry } from '../spool/spool-entry.ts'
import type { Waiting } from '../twilio/live-webhooks.ts'
import { composeStretch, fitsIn, type WaitNow } from './compose-wait.ts'
import { leaveQueue } from './leave-queue.ts'
import { type LiveNow, readLive } from './read-live.ts'
import type { LiveKey } from './take-step.ts'
import { secoursNow } from './telephones/secours.ts'
import { justQueuedMs } from './telephones/send-to-telephones.ts'
import { waitPlaceOf } from './wait-place.ts'

type Needs = Context

/** Of the stretch before this one: it could not be looked up either; it ended with the words on recording. */
export type Seen = 'seen' | 'unseenBefore' | 'announced'

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
    if (seen === 'announced') await inTime(context.patienceMs, () => noteHeard(context, key))
    return await inTime(context.patienceMs, () => continueWait(context, client, key, waiting))
  } catch (err) {
    context.log.error({ event: 'call.waitDegraded', ...key, err })
    const isLate = waiting.queueSeconds >= client.answering.waitSeconds
    if (seen === 'unseenBefore' || isLate) return { kind: 'leave' }
    return stretch(context, client, key, { ...waiting, live: null, recording: null })
  }
}

async function continueWait(
  context: Needs,
  client: Client,
  key: LiveKey,
  waiting: Waiting,
): Promise<VoiceAnswer> {
  // Whoever begins to wait may be for a telephone, and then hears it ring at once.
  if (waiting.queueSeconds === 0 && context.presence.hasTelephones()) await context.rings.look()
  const live = await readLive(context.answers, key)
  if (!live || live.state === 'ended') return { kind: 'leave' }
  const at = context.now()
  if (live.state === 'waiting' && isForTelephone(live, at)) return { kind: 'leave' }
  const how = live.state === 'waiting' ? await whyEnd(context, client, live, waiting, at) : null
  if (how && (await secoursNow(context, client, { ...key, at }, live)).length > 0) return { kind: 'leave' }
  if (how && (await leavesNow(context, { ...key, how, at }))) return { kind: 'leave' }
  const recording = await recordingNow(context, client, key, live)
  return stretch(context, client, key, { ...waiting, live, recording })
}

/** Who was spoken to already is not told any more: what he heard, or did not hear, holds. */
async function recordingNow(
  context: Needs,
  client: Client,
  key: LiveKey,
  { state, isBack, isTold, hasRefused, answerBy }: LiveNow,
): Promise<WaitNow['recording']> {
  const announcement = announcementFor(client, key.callId)
  if (!announcement || hasRefused) return null
  if (isTold) return { kind: 'told' }
  const left = answerBy ? (answerBy.getTime() - context.now().getTime()) / 1000 : 0
  if (isBack || state !== 'waiting' || !fitsIn(announcement, left)) return null
  await noteAnnounced(context, key, client, announcement)
  return { kind: 'toBeTold', announcement }
}

/** The same request, sent twice, may have let him out at this moment; or somebody has taken him. */
const leavesNow = async (context: Needs, leaving: Parameters<typeof leaveQueue>[1]): Promise<boolean> =>
  (await leaveQueue(context, leaving)) || (await readLive(context.answers, leaving))?.state === 'ended'

/** Long enough for him to be fetched from the middle of what he hears. */
const fetchedWithinMs = 3_000

/** A telephone is to ring for him: now if he has just come, else if he was not fetched from here by then. */
function isForTelephone({ telephoneRungSince, queuedAt }: LiveNow, at: Date): boolean {
  if (!telephoneRungSince) return false
  const isNew = at.getTime() - (queuedAt?.getTime() ?? 0) < justQueuedMs
  return isNew || at.getTime() - telephoneRungSince.getTime() > fetchedWithinMs
}

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
  { queueSeconds, live, recording }: Waiting & Pick<WaitNow, 'recording'> & { live: LiveNow | null },
): VoiceAnswer {
  const place = waitPlaceOf(context.config, client, key.callId)
  const longest = client.answering.waitSeconds - queueSeconds
  const until = live?.answerBy ? (live.answerBy.getTime() - context.now().getTime()) / 1000 : longest
  return composeStretch(place, {
    queueSeconds,
    leftSeconds: Math.min(longest, until),
    isBack: (live?.isBack || live?.wasDialled) ?? false,
    canBeRungBack: live?.canBeRungBack ?? false,
    recording,
    nextUrl: nextUrlOf(place.stepUrl('wait'), live, recording),
  })
}

/** The exchange asks there only once it has said everything: what it asks elsewhere, or again, proves nothing. */
function nextUrlOf(wait: string, live: LiveNow | null, recording: WaitNow['recording']): string | null {
  if (recording?.kind === 'toBeTold') return `${wait}?announced=1`
  return live ? null : `${wait}?unseen=1`
}

/** A key in the wait: 1 for the voicemail, 2 to be called back, 3 not to be recorded; any other is as good as none. */
export async function answerWish(context: Needs, key: LiveKey, waiting: Waiting): Promise<VoiceAnswer> {
  const client = context.directory.client(key.clientId)
  if (client?.recording && waiting.digits === refusalKey) return answerRefusal(context, client, key, waiting)
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

/** He is believed at once, and waits on. Who was never to be recorded hears the same. */
async function answerRefusal(
  context: Needs,
  client: Client,
  key: LiveKey,
  waiting: Waiting,
): Promise<VoiceAnswer> {
  const at = context.now()
  const recording = { kind: 'refused' as const }
  try {
    const live = await inTime(context.patienceMs, async () => {
      await noteRefusal(context, key, at)
      return readLive(context.answers, key)
    })
    return stretch(context, client, key, { ...waiting, live, recording })
  } catch (err) {
    context.log.error({ event: 'call.waitDegraded', ...key, err })
    await spoolEntry(context, { kind: 'recordingRefused', at: at.toISOString(), ...key })
    return stretch(context, client, key, { ...waiting, live: null, recording })
  }
}

/** Nobody can be rung back who shows no number. */
const mayWish = (how: 'message' | 'callback', live: LiveNow | null): boolean =>
  how === 'message' || live?.canBeRungBack === true

function wishOf(digits: string, client: Client | null): 'message' | 'callback' | null {
  if (digits === '1') return 'message'
  return digits === '2' && client?.answering.offersCallback ? 'callback' : null
}
