import { absentRecipient } from '../calls/absent-recipient.ts'
import { enqueue, voicemail } from '../calls/answer.ts'
import { placeOf } from '../calls/call-place.ts'
import { recordVoicemailNext } from '../calls/record-waiting.ts'
import type { VoiceAnswer } from '../calls/voice-answer.ts'
import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import type { LegStep, QueueLeft } from '../twilio/live-webhooks.ts'
import { enterConference, promiseCallback, takenUpAgain } from './compose-wait.ts'
import { endLiveCall } from './end-live-call.ts'
import { leaveQueue } from './leave-queue.ts'
import { waitAgain } from './lose-secretary.ts'
import { type LiveNow, readLive } from './read-live.ts'
import type { LiveKey } from './take-step.ts'
import { ringTelephones } from './telephones/ring-telephones.ts'
import { findLastLeg } from './transfer/executive-leg.ts'
import { waitPlaceOf } from './wait-place.ts'

export type LiveNeeds = Pick<
  Context,
  'answers' | 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'presence' | 'rings'
>
type At = LiveKey & { readonly at: Date }
type Heard = VoiceAnswer | 'unknownCall'

/** What a caller hears who has left the queue; where somebody has taken him meanwhile, he comes to her. */
export async function afterQueue(
  context: LiveNeeds,
  client: Client,
  key: At,
  { callerGone, result }: Pick<QueueLeft, 'callerGone' | 'result'>,
): Promise<Heard> {
  if (callerGone) return goodbye(context, key)
  if (result === 'left') {
    const rung = await rungNow(context, client, key)
    if (rung) return rung
  }
  const how = result === 'left' ? 'late' : 'unattended'
  await leaveQueue(context, { clientId: key.clientId, callId: key.callId, how, at: key.at })
  return whereTo(context, client, key)
}

export async function comeToRoom(
  context: LiveNeeds,
  client: Client,
  key: At,
  { isGone }: Pick<LegStep, 'isGone'>,
): Promise<Heard> {
  return isGone ? goodbye(context, key) : whereTo(context, client, key)
}

/** Where nobody has ended the call, she who spoke with him is lost: he waits once more. */
export async function afterConference(
  context: LiveNeeds,
  client: Client,
  key: At,
  { isGone }: Pick<LegStep, 'isGone'>,
): Promise<Heard> {
  if (isGone) return goodbye(context, key)
  const live = await readLive(context.answers, key)
  if (live?.state === 'ended') return { kind: 'hangUp' }
  const elsewhere = live && (await whereSent(context, client, key, live))
  if (elsewhere) return elsewhere
  await waitAgain(context, { clientId: key.clientId, callId: key.callId }, key.at)
  return whereTo(context, client, key)
}

/**
 * What nobody is to hear: whoever is redirected out of a dial, to her, back into the queue or on to an executive, has its
 * end told as well, and what is answered to that is not done (Twilio's changelog of 2021-05-24, "Changes to <Dial>
 * behavior"). So nothing may follow from it. Null where he was not.
 */
async function whereSent(
  { config, db }: Pick<LiveNeeds, 'config' | 'db'>,
  client: Client,
  { at: _, ...key }: At,
  live: LiveNow,
): Promise<VoiceAnswer | null> {
  const place = waitPlaceOf(config, client, key.callId)
  if (live.state === 'waiting') return enqueue(place, live.isBack ? takenUpAgain(place) : null)
  // He was there before her, and is sent for all the same.
  if (live.state === 'claimed') return enterConference(place, key.callId, 'caller')
  if (live.state !== 'handedOver') return null
  const leg = await findLastLeg(db, key)
  const isSent = leg && !leg.leftAt && !leg.callSid
  return isSent ? enterConference(place, key.callId, 'caller') : null
}

/** He left the queue to be rung at a telephone, or has to be told something else. */
async function rungNow(context: LiveNeeds, client: Client, key: At): Promise<VoiceAnswer | null> {
  const live = await readLive(context.answers, key)
  return live && ringTelephones(context, client, key, live, 'first')
}

async function goodbye(context: LiveNeeds, { at, clientId, callId }: At): Promise<VoiceAnswer> {
  await endLiveCall(context, { clientId, callId }, at)
  return { kind: 'hangUp' }
}

/** By how his call stands. */
async function whereTo(context: LiveNeeds, client: Client, key: At): Promise<Heard> {
  const live = await readLive(context.answers, key)
  if (!live) return 'unknownCall'
  const place = waitPlaceOf(context.config, client, key.callId)
  if (live.state === 'waiting') {
    const rung = await ringTelephones(context, client, key, live, 'later')
    return rung ?? enqueue(place, live.isBack ? takenUpAgain(place) : null)
  }
  if (live.state !== 'ended') return enterConference(place, key.callId, 'caller')
  if (live.wish === 'callback') return promiseCallback(place)
  const { clientId, callId, at } = key
  await context.db.transaction((tx) => recordVoicemailNext(tx, { clientId, callId }, at))
  return leaveMessage(context, client, callId, live)
}

function leaveMessage(
  { config, directory }: Pick<Context, 'config' | 'directory'>,
  client: Client,
  callId: string,
  { decision, line }: LiveNow,
): VoiceAnswer {
  const recipientKey = directory.findLine(line)?.line.recipientKey
  const absent = recipientKey ? absentRecipient(decision, client, recipientKey) : null
  return voicemail(greetingIn(decision), { ...placeOf(config, client, callId), absent })
}

/** As the rule greets, where it says so itself. */
function greetingIn({ action }: StoredDecision) {
  const message = action.kind === 'forward' ? action.otherwise : action
  return message.kind === 'takeMessage' ? message : {}
}
