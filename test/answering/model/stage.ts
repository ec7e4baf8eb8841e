import { eq } from 'drizzle-orm'
import { sayReachable } from '../../../src/floor/say-reachable.ts'
import { setStation } from '../../../src/floor/set-station.ts'
import { stations } from '../../../src/floor/tables.ts'
import { isOver, type Leg } from '../../../src/simulator/leg.ts'
import type { Telephone } from '../../../src/simulator/telephone.ts'
import { officeHours } from '../../support/agency-rig.ts'
import { type LiveRig, legsOf, type Seated, type Waiting } from '../../support/live-rig.ts'
import { until } from '../../support/until.ts'
import { type CallModel, callOf, expectedOf, type Model, outcomeOf, parkedOf } from './calls.ts'

const line = '+33199001001'
/** By a caller's place: who is consulted for him, or sent to. */
export const executives = [
  { key: 'morel', mobile: '+33199001101' },
  { key: 'roux', mobile: '+33199001111' },
  { key: 'nguyen', mobile: '+33199001112' },
] as const
export const seatKeys = ['alice', 'claire'] as const

/** The rig as the commands act on it; `callers` by place, `past` whoever had that place before. */
export type Stage = {
  readonly rig: LiveRig
  readonly seats: readonly Seated[]
  readonly callers: (Waiting | undefined)[]
  readonly past: { caller: Waiting; model: CallModel }[]
}

export const seatOf = ({ seats }: Stage, seat: number): Seated => seats[seat] ?? fail(`no seat ${seat}`)
export const callerOf = ({ callers }: Stage, place: number): Waiting =>
  callers[place] ?? fail(`no caller ${place}`)
export const phoneOf = ({ rig }: Stage, place: number): Telephone =>
  rig.exchange.telephone(executives[place]?.mobile ?? fail(`no executive ${place}`))
/** The leg that is in use there. */
export const executiveLeg = (stage: Stage, place: number): Leg | undefined =>
  phoneOf(stage, place).legs.findLast((leg) => !isOver(leg))

function fail(why: string): never {
  throw new Error(why)
}

/** Everybody at her place and free of what was before. */
export async function setStage(rig: LiveRig, seats: readonly Seated[]): Promise<Stage> {
  rig.clock.set(officeHours)
  rig.exchange.trouble.clear()
  for (const { mobile } of executives) rig.exchange.telephone(mobile).behave({ kind: 'byHand' })
  const stage = { rig, seats, callers: executives.map(() => undefined), past: [] }
  await takeSeats(stage)
  return stage
}

/** Heard of, whatever the clock says by now, and available though rings may have been missed. */
export async function takeSeats({ rig: { context }, seats }: Stage): Promise<void> {
  for (const { id } of seats) {
    await setStation(context, id, { secretaryId: id, state: 'available' })
    await sayReachable(context, id)
  }
  await context.presence.refresh(context.now())
}

/** Time passes, and everybody is heard of meanwhile. */
export async function pass(stage: Stage, ms: number): Promise<void> {
  stage.rig.clock.advance(ms)
  await takeSeats(stage)
}

let callers = 0
/** Somebody new each time. */
export const nextNumber = (): string => `+331990${String(80_000 + (callers++ % 19_000)).padStart(5, '0')}`
export const callerFrom = (stage: Stage): Promise<Waiting> => stage.rig.waits(nextNumber(), line)

/** All is as the model says it is, soon. */
export async function settle(stage: Stage, model: Model, after: string): Promise<void> {
  const expected = JSON.stringify(expectedAt(model))
  let seen = ''
  const isSo = async () => {
    seen = JSON.stringify(await lookAt(stage))
    return seen === expected
  }
  await until('all has settled', isSo, 20_000).catch(() =>
    fail(`After ${after}\n  expected ${expected}\n  and saw  ${seen}`),
  )
}

const expectedAt = (model: Model) => ({
  calls: model.calls.map(expectedOf),
  seats: seatKeys.map((_, seat) => [callOf(model, seat), parkedOf(model, seat)]),
})

async function lookAt(stage: Stage) {
  const calls = []
  for (const [place, caller] of stage.callers.entries())
    calls.push(caller ? await lookAtCall(stage, caller, place) : null)
  const seats = []
  for (const { id } of stage.seats) {
    const { busyCallId, parkedCallId } = await stage.rig.station(id)
    const placeOf = (callId: string | null) =>
      callId ? stage.callers.findIndex((one) => one?.callId === callId) : -1
    seats.push([placeOf(busyCallId), placeOf(parkedCallId)])
  }
  return { calls, seats }
}

async function lookAtCall(stage: Stage, { callId, call }: Waiting, place: number) {
  const { leg } = call
  const room = stage.rig.exchange.conferences.find(
    ({ name, status }) => name === `call-${callId}` && status === 'in-progress',
  )
  const there = room?.participants.filter(({ presence }) => presence === 'joined') ?? []
  const he = there.find((one) => one.leg === leg)
  const rung = executiveLeg(stage, place)
  return {
    state: (await stage.rig.live(callId))?.state ?? null,
    isOver: isOver(leg),
    hears: leg.onSpeech ? 'voicemail' : leg.onKey ? 'queue' : 'nothing',
    others: he ? there.length - 1 : 0,
    held: he?.held ?? false,
    executive: rung ? (rung.answeredAtSeconds === null ? 'rings' : 'there') : 'none',
  }
}

/** What must be so of every call once all are over. Answers what is not. */
export async function findBreaches(stage: Stage, model: Model): Promise<string[]> {
  const { rig } = stage
  const present = model.calls.flatMap((call, place) =>
    call ? [{ model: call, caller: callerOf(stage, place) }] : [],
  )
  const all = [...stage.past, ...present]
  await rig.exchange.settled()
  const breaches = [
    ...rig.exchange.calls.filter((leg) => !isOver(leg)).map(({ from, to }) => `${from} to ${to} goes on`),
    ...rig.exchange.conferences
      .filter(({ status }) => status !== 'completed')
      .map(({ name }) => `${name} goes on`),
    ...rig.exchange.alerts.splice(0).map(({ code, detail }) => `the exchange complains: ${code} ${detail}`),
  ]
  await until('nothing rings', async () => (await ringing(rig)).length === 0)
  for (const { caller, model: one } of all) breaches.push(...(await breachesOf(rig, caller, one)))
  return breaches
}

const ringing = async ({ context: { db } }: LiveRig) =>
  (await db.select().from(stations)).filter(
    ({ rungCallId, busyCallId, parkedCallId }) => rungCallId ?? busyCallId ?? parkedCallId,
  )

async function breachesOf(rig: LiveRig, caller: Waiting, model: CallModel): Promise<string[]> {
  const { callId, call } = caller
  const open = (await legsOf(rig, callId)).filter(({ leftAt }) => leftAt === null)
  const row = await rig.row(callId)
  const ended = await rig.conclude(callId)
  const expected = outcomeOf(model)
  const isWell =
    row.answeredAt ?? row.voicemailAt ?? (row.leftQueueHow === 'callback' || call.leg.hungUpBy === 'person')
  return [
    ...(isWell ? [] : [`${callId} ended without a person, the voicemail or a promise`]),
    ...open.map(({ role }) => `the leg of a ${role} in ${callId} was never closed`),
    ...((await rig.live(callId))?.endedAt ? [] : [`${callId} has no end`]),
    ...(JSON.stringify(ended) === JSON.stringify(expected)
      ? []
      : [`${callId} is told as ${JSON.stringify(ended)}, and was ${JSON.stringify(expected)}`]),
  ]
}

/** Whatever a run that failed has left behind is gone, so that the next one begins anew. */
export async function clearStage({ rig, seats }: Stage): Promise<void> {
  for (const leg of rig.exchange.calls) if (!isOver(leg)) await rig.context.gateway.endCall(leg.sid)
  const { db } = rig.context
  for (const { id } of seats) {
    const free = {
      ...{ parkedClientId: null, parkedCallId: null },
      busyClientId: null,
      busyCallId: null,
      rungClientId: null,
      rungCallId: null,
      rungSince: null,
    }
    await db.update(stations).set(free).where(eq(stations.secretaryId, id))
  }
}
