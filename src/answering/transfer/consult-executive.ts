import { and, eq, isNull } from 'drizzle-orm'
import { talkLimitSeconds } from '../../calls/answer.ts'
import { stepUrlOf } from '../../calls/call-place.ts'
import type { Context } from '../../context.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import type { Scope } from '../../scope.ts'
import { conferenceName } from '../compose-wait.ts'
import { resumeCall } from '../hold-call.ts'
import { musicUrlOf } from '../music.ts'
import { findOwnLiveCall, isWithHim } from '../own-live-call.ts'
import { callLegs, liveCalls } from '../tables.ts'
import { type LiveKey, lockLive, takeStep } from '../take-step.ts'
import { moveToConference } from '../telephones/move-to-conference.ts'
import { addLeg, closeLeg, findReachable, labelOf, lineOf, type Reachable } from './executive-leg.ts'
import { noteStep } from './note-step.ts'

/**
 * `notNow`: the call does not stand so that it could be. `away`: the exchange did not do it, and the call is as it
 * was. `refusedNumber`: the exchange does not ring that number.
 */
export type Moved = 'done' | 'notNow' | 'away' | 'noNumber' | 'notAllowed' | 'refusedNumber'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>
type Wish = LiveKey & { readonly executiveKey: string }

/** The exchange adds about five; most mailboxes answer after that. */
export const ringSeconds = 25

/** The caller is held and an executive of the client rung, so that she can be told who it is. */
export async function consultExecutive(
  context: Needs,
  scope: Scope,
  { executiveKey, ...key }: Wish,
): Promise<Moved> {
  await findOwnLiveCall(context, scope, key)
  const reachable = findReachable(context, key.clientId, executiveKey)
  if (typeof reachable === 'string') return reachable
  const together = await moveToConference(context, key)
  if (together !== 'done') return together
  // Nobody would be there to speak with the executive.
  if (!(await isWithHim(context, scope, key))) return 'notNow'
  const begun = await begin(context, scope, key, reachable)
  if (!begun) return 'notNow'
  context.live.changed([key.clientId], 'floor')
  const moved = await ring(context, key, { ...begun, ...reachable })
  context.log.info({ event: 'call.consulted', ...key, legId: begun.legId, moved })
  if (moved !== 'done') await takeBack(context, scope, key, begun, moved)
  context.live.changed([key.clientId], 'floor')
  return moved
}

type Begun = {
  readonly legId: string
  readonly callSid: string
  readonly wasHeld: boolean
  readonly line: PhoneNumber
}

function begin(context: Needs, scope: Scope, key: LiveKey, reachable: Reachable): Promise<Begun | null> {
  const at = context.now()
  return context.db.transaction(async (tx) => {
    const before = await lockLive(tx, key)
    const line = await lineOf(tx, key)
    if (!before?.callSid || !line) return null
    const only = eq(liveCalls.claimedById, scope.actor.id)
    if (!(await takeStep(tx, key, 'consult', { heldSince: before.heldSince ?? at, only }))) return null
    const legId = await addLeg(tx, key, reachable, at)
    const { executive } = reachable
    await noteStep(tx, scope, key, { step: 'consulted', legId, executiveId: executive.id, at })
    return { legId, callSid: before.callSid, wasHeld: before.state === 'held', line }
  })
}

async function ring(context: Needs, key: LiveKey, rung: Begun & Reachable): Promise<Moved> {
  const { config, gateway, log } = context
  const conference = conferenceName(key.callId)
  if (!rung.wasHeld) {
    const hold = { on: true as const, holdUrl: musicUrlOf(config) }
    const held = await gateway.holdParticipant({ conference, who: rung.callSid }, hold)
    if (held !== 'done') return held === 'over' ? 'notNow' : 'away'
  }
  const sent = await gateway.addParticipant({
    ...{ conference, from: rung.line, to: rung.number, label: labelOf(rung.legId) },
    ...{ ringSeconds, talkLimitSeconds, endConferenceOnExit: false },
    statusCallback: `${config.publicUrl}/twilio/leg/${key.clientId}/${key.callId}/${rung.legId}`,
    conferenceStatusCallback: stepUrlOf(config, key.clientId, key.callId)('conference'),
  })
  if (sent.kind === 'sent') {
    await nameLeg(context, key, rung.legId, sent.id)
    return 'done'
  }
  log.warn({ event: 'call.executiveNotRung', ...key, code: sent.code })
  return sent.kind === 'refused' && sent.permanent ? 'refusedNumber' : 'away'
}

/** Whoever was given up meanwhile is not to go on ringing. */
async function nameLeg({ db, gateway }: Needs, key: LiveKey, legId: string, callSid: string) {
  const isIt = and(eq(callLegs.clientId, key.clientId), eq(callLegs.id, legId))
  const [open] = await db
    .update(callLegs)
    .set({ callSid })
    .where(and(isIt, isNull(callLegs.leftAt)))
    .returning({ id: callLegs.id })
  if (!open) await gateway.endCall(callSid)
}

/** As if nobody had been asked for. */
async function takeBack(context: Needs, scope: Scope, key: LiveKey, begun: Begun, failure: Moved) {
  const at = context.now()
  const isHeld = await context.db.transaction(async (tx) => {
    await lockLive(tx, key)
    await closeLeg(tx, key.clientId, begun.legId, { at, failure })
    return takeStep(tx, key, 'comeBack', { only: eq(liveCalls.state, 'consulting') })
  })
  if (isHeld && !begun.wasHeld) await resumeCall(context, scope, key)
}
