import { stepUrlOf } from '../../calls/call-place.ts'
import type { VoiceAnswer } from '../../calls/voice-answer.ts'
import type { Client } from '../../clients/client.ts'
import type { Context } from '../../context.ts'
import { inTime } from '../../in-time.ts'
import { spoolEntry } from '../../spool/spool-entry.ts'
import type { LegStep } from '../../twilio/live-webhooks.ts'
import type { DialEnded } from '../../twilio/webhooks.ts'
import { answerLeft, roomOf } from '../answer-live-step.ts'
import { enterConference } from '../compose-wait.ts'
import { endLiveCall } from '../end-live-call.ts'
import { findLiveState } from '../find-live-state.ts'
import { notHers } from '../join-as-secretary.ts'
import { waitAgain } from '../lose-secretary.ts'
import { readLive } from '../read-live.ts'
import type { LiveKey } from '../take-step.ts'
import { comeToRoom } from '../where-to.ts'
import { sayTaken, telephoneQuery, whisperClient } from './compose-ring.ts'
import { declineDial } from './decline-dial.ts'
import { isMoved, lineAt } from './moved-telephone.ts'
import { passTelephones } from './ring-telephones.ts'
import type { RungLeg } from './rung-leg.ts'
import { notePicked } from './secours.ts'
import { findTelephoneLeg, type Taken, takeByTelephone } from './take-by-telephone.ts'

const hangUp: VoiceAnswer = { kind: 'hangUp' }

/** He was fetched from the middle of his waiting. */
export async function answerRing(context: Context, key: LiveKey, step: LegStep): Promise<VoiceAnswer> {
  return answerLeft(context, key, step.isGone, (client, at) =>
    comeToRoom(context, client, { ...key, at }, step),
  )
}

/** She, or her mailbox, picked up. */
export async function answerRingScreen(context: Context, key: LiveKey, leg: RungLeg): Promise<VoiceAnswer> {
  const { emergencyId } = leg
  const at = context.now()
  if (emergencyId)
    await inTime(context.patienceMs, () => notePicked(context, key, { emergencyId, at })).catch((err) =>
      context.log.warn({ event: 'call.stepDegraded', step: 'telephonePicked', err }),
    )
  const client = context.directory.client(key.clientId)
  const keyUrl = stepUrlOf(context.config, key.clientId, key.callId)('ring-key')
  return client ? whisperClient(client, leg.language, keyUrl + telephoneQuery(leg)) : hangUp
}

/**
 * The key that she pressed. Where it cannot be written down she is put through all the same: nobody else could have
 * been told that he is theirs.
 */
export async function answerRingKey(context: Context, key: LiveKey, leg: RungLeg): Promise<VoiceAnswer> {
  const client = context.directory.client(key.clientId)
  if (!client) return hangUp
  const at = context.now()
  const { secretaryId, callSid } = leg
  if (leg.digits !== '1') {
    await inTime(context.patienceMs, () => declineDial(context, { ...key, secretaryId, at })).catch((err) =>
      context.log.warn({ event: 'call.stepDegraded', step: 'telephoneDeclined', err }),
    )
    return hangUp
  }
  const isSecours = leg.emergencyId !== undefined
  const taking = { secretaryId, callSid, isSecours }
  const entry = { kind: 'telephoneTaken', at: at.toISOString(), ...key, ...taking } as const
  const taken = await inTime(context.patienceMs, () =>
    takeByTelephone(context, key, { ...taking, at }),
  ).catch((err): Taken => {
    context.log.error({ event: 'call.stepDegraded', step: entry.kind, err })
    return 'unknownCall'
  })
  if (taken === 'unknownCall') await spoolEntry(context, entry)
  return taken === 'notHers' ? sayTaken(client, leg.language) : { kind: 'bridge' }
}

/** The telephones ring no more: they have spoken, nobody took him, or both are on their way into the conference. */
export async function answerRingEnded(
  context: Context,
  key: LiveKey,
  ended: DialEnded,
): Promise<VoiceAnswer> {
  const { bridged, callerGone, dialledSid } = ended
  if (bridged && !callerGone && dialledSid) return answerBridgeEnded(context, key, ended, dialledSid)
  return answerLeft(context, key, callerGone || bridged, (client, at) =>
    endRing(context, client, { ...key, at }, ended),
  )
}

/**
 * She has hung up, which ends it for both, or her line was sent into the conference. Where that cannot be looked up it
 * is known from the exchange, since her line then goes on; and nothing is to be written down.
 */
async function answerBridgeEnded(
  context: Context,
  key: LiveKey,
  ended: DialEnded,
  hers: string,
): Promise<VoiceAnswer> {
  const at = context.now()
  const client = context.directory.client(key.clientId)
  const entry = { kind: 'conferenceLeft', at: at.toISOString(), ...key, isGone: true } as const
  const seen = await inTime(context.patienceMs, async () =>
    client ? endRing(context, client, { ...key, at }, ended) : 'unknownCall',
  ).catch((err) => {
    context.log.error({ event: 'call.stepDegraded', step: entry.kind, err })
    return 'unknownCall' as const
  })
  if (seen !== 'unknownCall') return seen
  if ((await lineAt(context, hers)) === 'on') return roomOf(context, key)
  await spoolEntry(context, entry)
  return hangUp
}

/** Her telephone comes into the conference of the call, in silence until he is there too; unseen, since she was sent there. */
export async function answerRingJoin(context: Context, key: LiveKey): Promise<VoiceAnswer> {
  const live = await inTime(context.patienceMs, () => readLive(context.answers, key)).catch((err) => {
    context.log.error({ event: 'call.stepDegraded', step: 'telephoneJoins', err })
    return null
  })
  if (live && notHers.has(live.state)) return hangUp
  const stepUrl = stepUrlOf(context.config, key.clientId, key.callId)
  return enterConference({ stepUrl, musicUrl: '' }, key.callId, 'secretary')
}

async function endRing(
  context: Context,
  client: Client,
  { at, ...key }: LiveKey & { readonly at: Date },
  { callerGone, bridged, dialStatus }: DialEnded,
): Promise<VoiceAnswer | 'unknownCall'> {
  if (callerGone) return comeToRoom(context, client, { ...key, at }, { isGone: true })
  const spoken = await findTelephoneLeg(context.db, key)
  const state = await findLiveState(context.db, key)
  // Sent on to an executive, or taken at a console, while it rang here: what he hears is no more decided here.
  if (state === 'handedOver' || (!spoken && state !== 'waiting'))
    return comeToRoom(context, client, { ...key, at }, { isGone: false })
  if (spoken && (await isMoved(context, spoken, at)))
    return comeToRoom(context, client, { ...key, at }, { isGone: false })
  if (spoken && bridged) {
    await endLiveCall(context, key, at)
    return hangUp
  }
  // She pressed the key, and the two were not put through.
  if (spoken) await waitAgain(context, key, at)
  else await passTelephones(context, { ...key, at }, dialStatus)
  const live = await readLive(context.answers, key)
  if (live?.state === 'ended' && live.isAnswered) return hangUp
  return comeToRoom(context, client, { ...key, at }, { isGone: false })
}
