import { endLiveCall } from '../answering/end-live-call.ts'
import { noteCalledGone, noteCalledThere } from '../answering/placed-live.ts'
import { type LiveCall, type LiveKey, lockLive, takeStep } from '../answering/take-step.ts'
import { recordEvidence } from '../calls/record-evidence.ts'
import { recordReached } from '../calls/record-placed.ts'
import { exchangeStatuses, isOver } from '../calls/states.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import type { CalledStatus } from '../twilio/live-webhooks.ts'
import { nameCalled, noteOutcome } from './called-leg.ts'
import { outcomeOf } from './outgoing.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>
type Called = LiveKey & { readonly at: Date }

/**
 * How the line of whoever is rung stands, as the exchange says, in any order, any number of times. Answered, the two
 * speak; over, so is the call, and it is known why he was not had. False for a call that is not known.
 */
export async function recordCalled(
  context: Needs & Pick<Context, 'answers'>,
  { at, ...key }: Called,
  { callSid, status, durationSeconds }: CalledStatus,
): Promise<boolean> {
  const known = exchangeStatuses.find((one) => one === status)
  const over = isOver(status)
  const seen = await recordEvidence(context.answers, {
    ...{ ...key, key: `status-${status}`, at, details: { status, durationSeconds } },
    ...(known ? { exchangeStatus: known } : {}),
    ...(durationSeconds === null ? {} : { durationSeconds }),
    ...(over ? { endedAt: at, concludeAt: at } : {}),
  })
  if (!seen) return false
  if (status === 'in-progress') await joinCalled(context, key, { callSid, at })
  // Only who was answered completes.
  else if (status === 'completed') await join(context, key, { callSid, at: before(at, durationSeconds) })
  else await context.db.transaction((tx) => nameCalled(tx, key, callSid))
  if (!over) return true
  await context.db.transaction(async (tx) => {
    await noteCalledGone(tx, key, { at, failure: status === 'completed' ? null : status })
    await noteOutcome(tx, key, outcomeOf(status))
  })
  await endLiveCall(context, key, at)
  return true
}

const before = (at: Date, seconds: number | null): Date => new Date(at.getTime() - (seconds ?? 0) * 1000)

type Joined = { readonly callSid: string; readonly at: Date }

/** He picked up: they speak from then on. After she gave up, he is not to wait for nobody. */
export async function joinCalled(context: Needs, key: LiveKey, joined: Joined): Promise<void> {
  if ((await join(context, key, joined)) === 'late') await context.gateway.endCall(joined.callSid)
}

async function join(context: Needs, key: LiveKey, { callSid, at }: Joined): Promise<'there' | 'late'> {
  const { isLate, speaks } = await context.db.transaction(async (tx) => {
    const call = await lockLive(tx, key)
    await nameCalled(tx, key, callSid)
    if (call?.state === 'ended') return { isLate: true, speaks: false }
    await noteCalledThere(tx, key, at)
    return { isLate: false, speaks: call !== null && (await speak(tx, call, at)) }
  })
  if (!speaks) return isLate ? 'late' : 'there'
  context.log.info({ event: 'outgoing.reached', ...key })
  tellFloor(context, key.clientId)
  context.live.changed([key.clientId])
  return 'there'
}

async function speak(tx: Transaction, call: LiveCall, at: Date): Promise<boolean> {
  if (!(await takeStep(tx, call, 'join', { joinedAt: at }))) return false
  await recordReached(tx, call, { at, secretaryId: call.claimedById })
  await noteOutcome(tx, call, 'reached')
  return true
}

type InConference = Joined & { readonly step: 'join' | 'leave'; readonly isGone: boolean }

/**
 * He came into the conference, or left it. Who never came into it, or is still on the line since he was sent elsewhere:
 * what becomes of him, the status of his line says.
 */
export async function recordInConference(
  context: Needs,
  key: LiveKey,
  { callSid, step, at, isGone }: InConference,
): Promise<true> {
  if (step === 'join') await joinCalled(context, key, { callSid, at })
  else if (isGone) {
    const leg = await context.db.transaction((tx) => noteCalledGone(tx, key, { at, failure: null }))
    if (leg?.joinedAt) await endLiveCall(context, key, at)
  }
  return true
}
