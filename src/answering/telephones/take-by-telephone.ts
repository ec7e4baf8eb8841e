import { and, eq, isNull } from 'drizzle-orm'
import { tellStory } from '../../calls/record-transfer.ts'
import { recordAnswered } from '../../calls/record-waiting.ts'
import { calls } from '../../calls/tables.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { claimStation } from '../../floor/claim-station.ts'
import { silenceStations } from '../../floor/ring-stations.ts'
import { tellFloor } from '../../floor/tell-floor.ts'
import type { Scope } from '../../scope.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { openTask } from '../../tasks/open-task.ts'
import { lookAfter } from '../answer-live-call.ts'
import { legIdOf } from '../join-as-secretary.ts'
import { joinBoth } from '../speak-together.ts'
import { callLegs } from '../tables.ts'
import { type LiveKey, lockLive, takeStep } from '../take-step.ts'

export type Taking = {
  readonly secretaryId: string
  /** Of her telephone's leg. */
  readonly callSid: string
  /** In mode secours: the slip is written at the desk, by whoever is there. */
  readonly isSecours: boolean
  readonly at: Date
}

/** `notHers`: somebody was faster, or nobody is there any more, or she may not answer now. */
export type Taken = 'hers' | 'notHers' | 'unknownCall'

/**
 * She pressed the key at her telephone: she has the caller from then on, since the exchange puts them through at that
 * word. Two who press at the same moment, and one at her console, are told apart by the row's state. Safe to repeat.
 */
export async function takeByTelephone(
  context: Pick<Context, 'db' | 'live' | 'log' | 'rings'>,
  key: LiveKey,
  taking: Taking,
): Promise<Taken> {
  const taken = await context.db.transaction((tx) => take(tx, key, taking))
  context.log.info({ event: 'call.takenByTelephone', ...key, secretaryId: taking.secretaryId, taken })
  tellFloor(context, key.clientId)
  context.live.changed([key.clientId])
  return taken
}

async function take(tx: Transaction, key: LiveKey, taking: Taking): Promise<Taken> {
  const { secretaryId, callSid, isSecours, at } = taking
  const scope = await scopeOf(tx, key, secretaryId)
  if (!scope) return 'notHers'
  const before = await lockLive(tx, key)
  if (!before) return takeUnqueued(tx, scope, key, taking)
  if (before.state !== 'ended' && before.claimedById === secretaryId && before.joinedAt) return 'hers'
  const claimed = await takeStep(tx, key, 'claim', { claimedById: secretaryId, claimedAt: at })
  if (!claimed) return 'notHers'
  // Also where she has no station, or is in another call as far as we know: she is on the line.
  await claimStation(tx, secretaryId, key, at)
  await silenceStations(tx, key)
  await lookAfter(tx, scope, key, at)
  const leg = { ...key, id: legIdOf(callSid), callSid, role: 'secretary' as const, secretaryId }
  await tx
    .insert(callLegs)
    .values({ ...leg, byTelephone: true, startedAt: at, joinedAt: at })
    .onConflictDoNothing()
  await joinBoth(tx, claimed, at)
  await tellStory(tx, key, { key: `telephoneTaken-${callSid}`, at, details: { secretaryId } })
  if (isSecours) await askForSlip(tx, key, at)
  return 'hers'
}

/** He was answered without the database, and never waited: what is left to write down is who spoke with him. */
async function takeUnqueued(
  tx: Transaction,
  scope: Scope,
  key: LiveKey,
  { at, isSecours }: Taking,
): Promise<Taken> {
  const isIt = and(eq(calls.clientId, key.clientId), eq(calls.id, key.callId))
  const [call] = await tx.select({ id: calls.id }).from(calls).where(isIt)
  if (!call) return 'unknownCall'
  await lookAfter(tx, scope, key, at)
  await recordAnswered(tx, key, { at, secretaryId: scope.actor.id })
  await tellStory(tx, key, { key: 'telephoneTaken', at, details: { secretaryId: scope.actor.id } })
  if (isSecours) await askForSlip(tx, key, at)
  return 'hers'
}

/** Whoever answered had no desk before her. */
const askForSlip = (tx: Transaction, { clientId, callId }: LiveKey, at: Date) =>
  openTask(
    tx,
    {
      ...{ clientId, audience: 'secretary', kind: 'secoursSlip', key: `secours:${callId}` },
      details: { callId },
    },
    at,
  )

/** It rang at her, so she answers for that client. */
async function scopeOf(tx: Transaction, { clientId }: LiveKey, secretaryId: string): Promise<Scope | null> {
  const isShe = and(eq(secretaries.id, secretaryId), isNull(secretaries.disabledAt))
  const [she] = await tx.select({ role: secretaries.role }).from(secretaries).where(isShe)
  return she ? { actor: { kind: she.role, id: secretaryId }, clientIds: [clientId], only: null } : null
}

export type TelephoneLeg = typeof callLegs.$inferSelect

/** The telephone that somebody speaks with him on, in the bridge or in the conference. */
export async function findTelephoneLeg(
  db: Pick<Transaction, 'select'>,
  { clientId, callId }: LiveKey,
): Promise<TelephoneLeg | null> {
  const [leg] = await db
    .select()
    .from(callLegs)
    .where(
      and(
        ...[eq(callLegs.clientId, clientId), eq(callLegs.callId, callId)],
        ...[eq(callLegs.byTelephone, true), isNull(callLegs.leftAt)],
      ),
    )
    .limit(1)
  return leg ?? null
}
