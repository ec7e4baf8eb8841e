import { and, eq, inArray } from 'drizzle-orm'
import { lockHandling, passCall } from '../calls/pass-call.ts'
import { claimCall } from '../calls/take-call.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { claimStation } from '../floor/claim-station.ts'
import { silenceStations } from '../floor/ring-stations.ts'
import { teamMembers, teams } from '../floor/tables.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import type { Scope } from '../scope.ts'
import { secretaries } from '../secretaries/tables.ts'
import type { Answering } from './answering.ts'
import type { ListenerLeg } from './listening/listener-legs.ts'
import { hangUpListeners } from './listening/part-listeners.ts'
import { parkHeld } from './second/park-held.ts'
import { liveCalls } from './tables.ts'
import { type LiveKey, takeStep } from './take-step.ts'

/** `takenBy`: who was faster; null where nobody has him, since he hung up or left. */
export type AnsweredLive = 'hers' | { readonly takenBy: string | null }

/**
 * She takes a caller who waits, and looks after his call from now on; her softphone joins him next. Two who press at
 * the same moment are told apart by the row's state. Safe to repeat.
 */
export async function answerLiveCall(
  context: Pick<Context, 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>,
  scope: Scope,
  key: LiveKey,
): Promise<AnsweredLive> {
  const at = context.now()
  const allows = (clientId: number) => context.directory.client(clientId)?.answering.secondCall ?? false
  const parted: ListenerLeg[] = []
  const teamKeys = teamKeysOf(context.directory.client(key.clientId)?.answering)
  const outcome = await context.db.transaction(async (tx) => {
    await mayAnswerOrThrow(tx, scope, key, teamKeys)
    return answer(tx, scope, { ...key, allows, parted }, at)
  })
  void hangUpListeners(context, parted)
  context.log.info({ event: 'call.claimed', ...key, hers: outcome === 'hers' })
  tellFloor(context, key.clientId)
  context.live.changed([key.clientId])
  void context.rings.look()
  return outcome
}

type Beside = LiveKey & { readonly allows: (clientId: number) => boolean; readonly parted: ListenerLeg[] }

async function answer(
  tx: Transaction,
  scope: Scope,
  { allows, parted, ...key }: Beside,
  at: Date,
): Promise<AnsweredLive> {
  const secretaryId = scope.actor.id
  const claimed = await takeStep(tx, key, 'claim', { claimedById: secretaryId, claimedAt: at })
  if (!claimed) return whoHasHim(tx, key, secretaryId)
  parted.push(...(await parkHeld(tx, secretaryId, allows, at)))
  if (!(await claimStation(tx, secretaryId, key, at)))
    throw new AppError(409, 'elsewhere', 'She is in another call, or has no station')
  await silenceStations(tx, key)
  await lookAfter(tx, scope, key, at)
  return 'hers'
}

const teamKeysOf = (answering: Answering | undefined): string[] =>
  [answering?.team, answering?.overflow].flatMap((key) => key ?? [])

/** Its client is one of hers, or her team answers for it. */
async function mayAnswerOrThrow(
  tx: Transaction,
  { actor, clientIds }: Scope,
  { clientId, callId }: LiveKey,
  teamKeys: readonly string[],
): Promise<void> {
  if (clientIds.includes(clientId)) return
  const [member] = await tx
    .select({ secretaryId: teamMembers.secretaryId })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(and(eq(teamMembers.secretaryId, actor.id), inArray(teams.key, [...teamKeys])))
    .limit(1)
  if (!member) throw new AppError(404, 'notFound', `There is no call ${callId}`)
}

async function whoHasHim(
  tx: Transaction,
  { clientId, callId }: LiveKey,
  secretaryId: string,
): Promise<AnsweredLive> {
  const [live] = await tx
    .select({ claimedById: liveCalls.claimedById, endedAt: liveCalls.endedAt, name: secretaries.name })
    .from(liveCalls)
    .leftJoin(secretaries, eq(secretaries.id, liveCalls.claimedById))
    .where(and(eq(liveCalls.clientId, clientId), eq(liveCalls.callId, callId)))
  if (!live) throw new AppError(404, 'notFound', `There is no call ${callId}`)
  if (live.claimedById === secretaryId && !live.endedAt) return 'hers'
  return { takenBy: live.endedAt ? null : live.name }
}

/** Where a colleague had him before, what she noted goes with him. */
export async function lookAfter(tx: Transaction, scope: Scope, key: LiveKey, at: Date): Promise<void> {
  if (await claimCall(tx, scope, key, at)) return
  const { handling } = await lockHandling(tx, { ...scope, clientIds: [key.clientId] }, key)
  if (handling?.secretaryId === scope.actor.id) return
  await passCall(tx, scope, { ...key, to: scope.actor.id, givenById: null, handling }, at)
}
