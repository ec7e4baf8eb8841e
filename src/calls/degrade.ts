import { composeRing, secoursRinging } from '../answering/telephones/compose-ring.ts'
import { waitPlaceOf } from '../answering/wait-place.ts'
import type { Context } from '../context.ts'
import { spoolEntry } from '../spool/spool-entry.ts'
import type { CallArrived } from '../twilio/webhooks.ts'
import { voicemail } from './answer.ts'
import { placeOf, stepUrlOf } from './call-place.ts'
import { apology, chooseDegraded, type DegradedAnswer, degradedAnswer } from './degraded-answer.ts'
import type { VoiceAnswer } from './voice-answer.ts'

/** Stands in an address for a client that is not known yet: the spool finds it later by the number that was rung. */
export const unknownClientId = 0

/**
 * Answers a call without the database. What the caller is going to hear is on the disk before he hears it; if
 * even the disk fails, he is answered all the same and the exchange's own list is what is left of him.
 */
export async function degrade(
  context: Pick<Context, 'config' | 'directory' | 'presence' | 'spool' | 'log' | 'now'>,
  arrived: CallArrived,
  cause: unknown,
): Promise<VoiceAnswer> {
  if (isOurLine(context, arrived)) return { kind: 'reject', busy: true }
  const now = context.now()
  const client = context.directory.findLine(arrived.to)?.client ?? null
  const chosen = chooseDegraded(client, arrived.caller, now)
  const rings = chosen === 'voicemail' || chosen === 'emergency'
  const heard = rings && context.presence.secoursTelephones(client).length > 0 ? 'secours' : chosen
  context.log.error({ event: 'call.degraded', callId: arrived.callId, heard, err: cause })
  await spoolEntry(context, { kind: 'call', at: now.toISOString(), arrived, heard })
  return answerAsHeard(context, arrived, heard)
}

/** What that choice sounds like: the same again when the exchange delivers the call again. */
export function answerAsHeard(
  context: Pick<Context, 'config' | 'directory' | 'presence'>,
  { to, callId }: Pick<CallArrived, 'to' | 'callId'>,
  heard: DegradedAnswer,
): VoiceAnswer {
  const { config, directory } = context
  const found = directory.findLine(to)
  if (!found || heard === 'apology') return apology(stepUrlOf(config, unknownClientId, callId))
  if (heard !== 'secours') return degradedAnswer(heard, placeOf(config, found.client, callId), found.line)
  // Of mode secours, as this process heard of it last.
  const telephones = context.presence.secoursTelephones(found.client)
  if (telephones.length === 0) return voicemail({}, placeOf(config, found.client, callId))
  const ringing = secoursRinging(found.line.number, telephones, true)
  return composeRing(waitPlaceOf(config, found.client, callId), ringing)
}

/** What this process answered a call from memory, as long as only its spool knows. */
export const heardInSpool = ({ spool }: Pick<Context, 'spool'>, callId: string): DegradedAnswer | undefined =>
  spool.held(callId).flatMap((entry) => (entry.kind === 'call' ? [entry.heard] : []))[0]

/** A step of a call under way failed: nobody is rung again, and why it was treated so stays as it was decided. */
export function goOnAtVoicemail(
  { config, directory }: Pick<Context, 'config' | 'directory'>,
  { to, callId }: CallArrived,
): VoiceAnswer {
  const client = directory.findLine(to)?.client
  return client
    ? voicemail({}, placeOf(config, client, callId))
    : apology(stepUrlOf(config, unknownClientId, callId))
}

/** Our own leg to the emergency number, come back through its diversion: dialled again, it would never end. */
const isOurLine = ({ directory }: Pick<Context, 'directory'>, { caller }: CallArrived): boolean =>
  caller.kind === 'number' && directory.findLine(caller.number) !== null
