import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { lapseRings } from '../floor/lapse-rings.ts'
import { ringStations } from '../floor/ring-stations.ts'
import { isFree, mayBeAskedBeside } from '../floor/station.ts'
import { stations } from '../floor/tables.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import { assignments, secretaries } from '../secretaries/tables.ts'
import { defaultAnswering } from './answering.ts'
import { assign, type Station, type WaitingCall } from './assign.ts'
import { isPresentSince, teamKeysOf, worksEverywhere } from './presence.ts'
import { liveCalls } from './tables.ts'
import { sendToTelephones } from './telephones/send-to-telephones.ts'

/** Two processes that assign at once would ring the same secretaries: one waits for the other. */
const assignmentLock = 20_261_122

/** No agency has more in its queues; those behind them are looked at when these are answered. */
const mostWaiting = 500

/** Lets waiting calls ring at whoever is free, and silences what rang in vain. Answers whether anybody waits. */
export async function runAssignment(
  context: Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now'>,
): Promise<'waiting' | 'nobody'> {
  const now = context.now()
  const { isChanged, isEmpty, rung, dialled } = await context.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${assignmentLock})`)
    const hasLapsed = await lapseRings(tx, now)
    const calls = await readWaiting(tx, context.directory)
    if (calls.length === 0) return { isChanged: hasLapsed, isEmpty: true, rung: 0, dialled: [] }
    const seated = await readStations(tx, context.directory, calls, now)
    const rings = assign(calls, seated, now.getTime())
    await ringStations(tx, rings, now)
    const telephones = new Set(seated.filter((one) => one.isTelephone).map((one) => one.secretaryId))
    const dialled = rings.filter(({ secretaryId }) => telephones.has(secretaryId))
    return { isChanged: hasLapsed || rings.length > 0, isEmpty: false, rung: rings.length, dialled }
  })
  if (isChanged) tellFloor(context)
  if (rung > 0) context.log.debug({ event: 'floor.rung', rung })
  void sendToTelephones(context, dialled, now)
  return isEmpty ? 'nobody' : 'waiting'
}

async function readWaiting(tx: Transaction, directory: Context['directory']): Promise<WaitingCall[]> {
  const { clientId, callId, priority, queuedAt, answerBy, lastSecretaryId } = liveCalls
  const rows = await tx
    .select({ clientId, callId, priority, queuedAt, answerBy, lastSecretaryId })
    .from(liveCalls)
    .where(eq(liveCalls.state, 'waiting'))
    .orderBy(asc(priority), asc(queuedAt))
    .limit(mostWaiting)
  return rows.map(({ queuedAt: since, answerBy: until, ...row }) => {
    const { widenSeconds, team, overflow } = directory.client(row.clientId)?.answering ?? defaultAnswering
    const waits = { waitsSince: since?.getTime() ?? 0, answerBy: until?.getTime() ?? Number.MAX_SAFE_INTEGER }
    return { ...row, ...waits, widenSeconds, team, overflow }
  })
}

/** With what each is to these clients; what she is to hundreds of others does not matter now. */
async function readStations(
  tx: Transaction,
  directory: Context['directory'],
  calls: readonly WaitingCall[],
  now: Date,
): Promise<Station[]> {
  const clientIds = [...new Set(calls.map(({ clientId }) => clientId))]
  const assigned = sql<
    Assigned[]
  >`(select coalesce(json_agg(json_build_object('clientId', ${assignments.clientId},
      'regular', ${assignments.regular}, 'priority', ${assignments.priority})), '[]') from ${assignments}
    where ${and(eq(assignments.secretaryId, stations.secretaryId), inArray(assignments.clientId, clientIds))})`
  const rows = await tx
    .select({
      station: stations,
      ...{ state: liveCalls.state, claimedById: liveCalls.claimedById, queuedAt: liveCalls.queuedAt },
      everywhere: worksEverywhere,
      teams: teamKeysOf,
      assigned,
    })
    .from(stations)
    .innerJoin(secretaries, eq(secretaries.id, stations.secretaryId))
    .leftJoin(
      liveCalls,
      and(eq(liveCalls.clientId, stations.busyClientId), eq(liveCalls.callId, stations.busyCallId)),
    )
    .where(isPresentSince(now))
  const isAskedBeside = (row: (typeof rows)[number]) =>
    mayBeAskedBeside(row.station, row, now) &&
    directory.client(row.station.busyClientId ?? 0)?.answering.secondCall === true
  return rows.map((row) => {
    const { station } = row
    return {
      secretaryId: station.secretaryId,
      isFree: isFree(station, now) || isAskedBeside(row),
      isTelephone: station.device === 'telephone',
      rings: station.rungCallId,
      // Of equals, one who holds somebody is asked last.
      freeSince: station.busyCallId ? now.getTime() : (station.freeSince?.getTime() ?? 0),
      passed: station.passedCallId
        ? { callId: station.passedCallId, until: station.passedUntil?.getTime() ?? 0 }
        : null,
      ...{ everywhere: row.everywhere, teams: row.teams },
      assigned: new Map(row.assigned.map((one) => [one.clientId, one])),
    }
  })
}

type Assigned = { clientId: number; regular: boolean; priority: number }
