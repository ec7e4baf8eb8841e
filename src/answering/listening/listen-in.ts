import { and, eq } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { claimStation } from '../../floor/claim-station.ts'
import { isReachable } from '../../floor/station.ts'
import { stations } from '../../floor/tables.ts'
import { newId } from '../../ids.ts'
import type { Scope } from '../../scope.ts'
import { conferenceName } from '../compose-wait.ts'
import type { SupervisorMode } from '../states.ts'
import { callLegs } from '../tables.ts'
import { type LiveCall, type LiveKey, lockLive } from '../take-step.ts'
import { moveToConference } from '../telephones/move-to-conference.ts'
import { findSpeaker, type ListenerLeg, openListeners, seesListeners } from './listener-legs.ts'
import { heardBy, isSpokenIn, mayHear } from './listening.ts'
import { partListeners } from './part-listeners.ts'
import { tellListening } from './tell-listening.ts'

/**
 * `in`: she takes part in that way; her softphone is to call where it `connects`. `notNow`: nobody speaks in a
 * conference there, or it is her own call. `elsewhere`: she is in another. `noTelephone`: her softphone cannot be
 * reached. `notAllowed`: this client's callers are not to be heard. `refused`: the caller did not wish it. `away`: as it
 * was before.
 */
export type Listening = { readonly kind: 'in'; readonly connects: boolean } | Refusal
type Refusal = 'notNow' | 'elsewhere' | 'noTelephone' | 'notAllowed' | 'refused' | 'away'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>
type Wish = LiveKey & { readonly mode: SupervisorMode }

/**
 * A supervisor listens to a call of a secretary, whispers to her or joins them, or does another of these from now on.
 * Written down first: the secretary sees it before anything is heard.
 */
export async function listenIn(context: Needs, scope: Scope, { mode, ...key }: Wish): Promise<Listening> {
  const client = context.directory.client(key.clientId)
  if (!client || !scope.clientIds.includes(key.clientId)) throw notFound(key)
  if (!mayHear(client, mode)) return 'notAllowed'
  const begun = await context.db.transaction((tx) => begin(tx, scope, { ...key, mode }, context.now()))
  if (typeof begun === 'string') return begun
  tellListening(context, key)
  const { leg, before } = begun
  context.log.info({ event: 'call.listened', ...key, legId: leg.id, mode })
  const together = await moveToConference(context, key)
  if (together !== 'done') return putOut(context, begun.leg, together)
  if (!leg.callSid) return { kind: 'in', connects: before === null }
  if (before === null || before === mode) return { kind: 'in', connects: false }
  return changeVoice(context, scope, begun, before)
}

const notFound = ({ callId }: LiveKey) => new AppError(404, 'notFound', `There is no call ${callId}`)

/** `before`: as she took part until now; null where she did not. */
type Begun = { readonly call: LiveCall; readonly leg: ListenerLeg; readonly before: SupervisorMode | null }

async function begin(tx: Transaction, scope: Scope, wish: Wish, at: Date): Promise<Begun | Refusal> {
  const call = await lockLive(tx, wish)
  if (!call) throw notFound(wish)
  if (!isSpokenIn(call.state) || call.claimedById === scope.actor.id) return 'notNow'
  if (!(await findSpeaker(tx, call)) || !(await seesListeners(tx, call))) return 'notNow'
  if (wish.mode !== 'join' && (await wasRefused(tx, wish))) return 'refused'
  const [hers] = await tx
    .select()
    .from(callLegs)
    .where(openListeners(wish, eq(callLegs.secretaryId, scope.actor.id)))
  if (!hers) return enter(tx, scope, { call, ...wish }, at)
  const leg = hers.mode === wish.mode ? hers : await changeMode(tx, scope, hers, wish.mode, at)
  return { call, leg, before: hers.mode }
}

/** Where she speaks on her telephone and the exchange does not bring them into a conference, nobody takes part. */
async function putOut(context: Needs, leg: ListenerLeg, why: 'notNow' | 'away'): Promise<Listening> {
  const only = eq(callLegs.id, leg.id)
  await context.db.transaction(async (tx) => {
    await lockLive(tx, leg)
    await partListeners(tx, leg, { at: context.now(), why: 'notJoined', only })
  })
  tellListening(context, leg)
  return why
}

async function wasRefused(tx: Transaction, { clientId, callId }: LiveKey): Promise<boolean> {
  const isOf = and(eq(callLegs.clientId, clientId), eq(callLegs.callId, callId))
  const refused = and(isOf, eq(callLegs.role, 'supervisor'), eq(callLegs.failure, 'refused'))
  return (await tx.select({ id: callLegs.id }).from(callLegs).where(refused).limit(1)).length > 0
}

/** Nothing rings at her meanwhile. */
async function enter(
  tx: Transaction,
  { actor }: Scope,
  { call, mode, clientId, callId }: Wish & { readonly call: LiveCall },
  at: Date,
): Promise<Begun | Refusal> {
  const [station] = await tx.select().from(stations).where(eq(stations.secretaryId, actor.id))
  if (station?.device !== 'browser' || !isReachable(station, at)) return 'noTelephone'
  if (station.busyCallId || !(await claimStation(tx, actor.id, { clientId, callId }, at))) return 'elsewhere'
  const [leg] = await tx
    .insert(callLegs)
    .values({ clientId, callId, id: newId(), role: 'supervisor', secretaryId: actor.id, mode, startedAt: at })
    .returning()
  if (!leg) return 'notNow'
  await recordAct(tx, {
    ...{ clientId, actor, verb: 'call.listened', subject: { kind: 'call', id: callId }, at },
    ...{ before: null, after: { mode, secretaryId: call.claimedById } },
  })
  return { call, leg, before: null }
}

async function changeMode(
  tx: Transaction,
  { actor }: Scope,
  { clientId, callId, id, mode: before }: ListenerLeg,
  mode: SupervisorMode | null,
  at: Date,
): Promise<ListenerLeg> {
  const isIt = and(eq(callLegs.clientId, clientId), eq(callLegs.id, id))
  const [leg] = await tx.update(callLegs).set({ mode }).where(isIt).returning()
  if (!leg) throw new Error(`the leg ${id} is gone`)
  await recordAct(tx, {
    ...{ clientId, actor, verb: 'call.listeningChanged', subject: { kind: 'call', id: callId }, at },
    ...{ before: { mode: before }, after: { mode } },
  })
  return leg
}

/** Where the exchange does not do it, she takes part as before. */
async function changeVoice(
  context: Needs,
  scope: Scope,
  { call, leg }: Begun,
  before: SupervisorMode,
): Promise<Listening> {
  const voice = leg.mode && heardBy(leg.mode, await findSpeaker(context.db, call))
  const who = { conference: conferenceName(call.callId), who: leg.callSid ?? '' }
  const reached = voice ? await context.gateway.setVoice(who, voice) : 'over'
  if (reached === 'done') return { kind: 'in', connects: false }
  context.log.warn({ event: 'call.listeningNotChanged', clientId: call.clientId, legId: leg.id, reached })
  await context.db.transaction(async (tx) => {
    await lockLive(tx, call)
    await changeMode(tx, scope, leg, before, context.now())
  })
  tellListening(context, call)
  return reached === 'over' ? 'notNow' : 'away'
}
