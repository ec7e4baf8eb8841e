import { voicemail } from '../calls/answer.ts'
import { stepUrlOf } from '../calls/call-place.ts'
import { apology } from '../calls/degraded-answer.ts'
import type { VoiceAnswer } from '../calls/voice-answer.ts'
import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import { inTime } from '../in-time.ts'
import type { SpoolEntry } from '../spool/entry.ts'
import { orSpool } from '../spool/or-spool.ts'
import { spoolEntry } from '../spool/spool-entry.ts'
import type { LegStep, QueueLeft, SoftphoneCalled } from '../twilio/live-webhooks.ts'
import { enterConference, promiseCallback } from './compose-wait.ts'
import { joinAsSecretary } from './join-as-secretary.ts'
import { joinAsSupervisor } from './listening/join-as-supervisor.ts'
import { musicUrlOf } from './music.ts'
import type { LiveKey } from './take-step.ts'
import { composeRing, secoursRinging } from './telephones/compose-ring.ts'
import { waitPlaceOf } from './wait-place.ts'
import { afterConference, afterQueue, comeToRoom } from './where-to.ts'

const hangUp: VoiceAnswer = { kind: 'hangUp' }

/** He is out of the queue. Whatever is known of him or not, a person, the voicemail or a promise comes next. */
export async function answerQueueLeft(context: Context, key: LiveKey, left: QueueLeft): Promise<VoiceAnswer> {
  if (left.isTaken) return { kind: 'bridge' }
  const at = context.now()
  const entry = { kind: 'queueLeft', at: at.toISOString(), ...key, left } as const
  const unseen = left.callerGone ? hangUp : afterWaitUnseen(context, key)
  // What he wished by a key is entered first, or it would be for nothing.
  if (hasWished(context, key)) return spoolEntry(context, entry).then(() => unseen)
  return answerOrSpool(context, entry, unseen, (client) => afterQueue(context, client, { ...key, at }, left))
}

/** He comes from the queue to the conference of his call. Unseen: whoever sent for him waits there. */
export async function answerJoin(context: Context, key: LiveKey, step: LegStep): Promise<VoiceAnswer> {
  const at = context.now()
  const entry = { kind: 'joined', at: at.toISOString(), ...key, isGone: step.isGone } as const
  const unseen = step.isGone ? hangUp : roomOf(context, key)
  return answerOrSpool(context, entry, unseen, (client) => comeToRoom(context, client, { ...key, at }, step))
}

/** She who spoke with him is lost: back into the queue. */
export async function answerBack(context: Context, key: LiveKey, step: LegStep): Promise<VoiceAnswer> {
  return answerLeft(context, key, step.isGone, (client, at) =>
    comeToRoom(context, client, { ...key, at }, step),
  )
}

/** His conference is over, by his hanging up, by hers, or because her line broke off. */
export async function answerConferenceLeft(
  context: Context,
  key: LiveKey,
  step: LegStep,
): Promise<VoiceAnswer> {
  return answerLeft(context, key, step.isGone, (client, at) =>
    afterConference(context, client, { ...key, at }, step),
  )
}

/** He is out of a conference or of a dial: what is found comes next, else the voicemail, unless he is gone. */
export function answerLeft(
  context: Context,
  key: LiveKey,
  isGone: boolean,
  find: (client: Client, at: Date) => Promise<VoiceAnswer | 'unknownCall'>,
): Promise<VoiceAnswer> {
  const at = context.now()
  const entry = { kind: 'conferenceLeft', at: at.toISOString(), ...key, isGone } as const
  const unseen = isGone ? hangUp : voicemailUnseen(context, key)
  return answerOrSpool(context, entry, unseen, (client) => find(client, at))
}

/** What is found in time, else `unseen`, and the step goes to the spool. */
export async function answerOrSpool(
  context: Context,
  entry: SpoolEntry & LiveKey,
  unseen: VoiceAnswer,
  find: (client: Client) => Promise<VoiceAnswer | 'unknownCall'>,
): Promise<VoiceAnswer> {
  const client = context.directory.client(entry.clientId)
  let answer = unseen
  await orSpool(context, entry, async () => {
    const seen = client ? await find(client) : 'unknownCall'
    if (seen !== 'unknownCall') answer = seen
    return seen !== 'unknownCall'
  })
  return answer
}

/** What this process has only in its spool counts: he was promised to be called back. */
function afterWaitUnseen(context: Context, key: LiveKey): VoiceAnswer {
  const client = context.directory.client(key.clientId)
  if (client && hasWished(context, key)) return promiseCallback({ client })
  return ringUnseen(context, key) ?? voicemailUnseen(context, key)
}

/** Mode secours is known without the database, once it was turned on; any line of the client's is shown. */
function ringUnseen({ config, directory, presence }: Context, key: LiveKey): VoiceAnswer | null {
  const client = directory.client(key.clientId)
  const line = [...directory.lines()].find(({ clientId }) => clientId === key.clientId)
  const telephones = presence.secoursTelephones(client)
  if (!client || !line || telephones.length === 0) return null
  return composeRing(waitPlaceOf(config, client, key.callId), secoursRinging(line.number, telephones))
}

/** To be called back, and that is in the spool still. */
const hasWished = ({ spool }: Context, { callId }: LiveKey): boolean =>
  spool.held(callId).some((one) => one.kind === 'wish' && one.how === 'callback')

export function voicemailUnseen({ config, directory }: Context, { clientId, callId }: LiveKey): VoiceAnswer {
  const client = directory.client(clientId)
  const stepUrl = stepUrlOf(config, clientId, callId)
  return client ? voicemail({}, { client, stepUrl }) : apology(stepUrl)
}

export const roomOf = ({ config }: Context, { clientId, callId }: LiveKey): VoiceAnswer =>
  enterConference(
    { stepUrl: stepUrlOf(config, clientId, callId), musicUrl: musicUrlOf(config) },
    callId,
    'caller',
  )

/** Unseen, she hears the busy tone of a call that did not come about, and her claim lapses. */
export const answerSoftphone = (context: Context, { as, ...called }: SoftphoneCalled): Promise<VoiceAnswer> =>
  inTime(context.patienceMs, () => comesAs[as](context, called)).catch((err) => {
    context.log.error({ event: 'softphone.degraded', callId: called.callId, err })
    return hangUp
  })

const comesAs = { secretary: joinAsSecretary, supervisor: joinAsSupervisor }
