import { and, desc, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { wrapUpMs } from '../../calls/find-clients-of-taken-calls.ts'
import { callHandlings, calls } from '../../calls/tables.ts'
import { clients, contacts, executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { inScope, type Scope } from '../../scope.ts'
import { secretaries } from '../../secretaries/tables.ts'

const minuteMs = 60_000
/** A call that the exchange never spoke of again is looked up there after this (conclude.ts). */
const liveMs = 4 * 60 * minuteMs
const endedMs = 30 * minuteMs
/** Nobody speaks for longer before his call counts as just ended. */
const longestCallMs = 120 * minuteMs

const mostEnded = 25
const mostLive = 60

export type BoardCall = Awaited<ReturnType<typeof findCalls>>[number]

/**
 * Calls that are under way, ended a moment ago, or are still to be wrapped up: of the clients in scope, and those of
 * others that she was given. Newest first.
 */
export async function findBoardCalls(db: Db, scope: Scope, now: Date): Promise<BoardCall[]> {
  const after = (ms: number) => new Date(now.getTime() - ms)
  const underWay = and(
    inScope(scope, calls.clientId),
    isNotNull(calls.concludeAt),
    isNull(calls.endedAt),
    gt(calls.arrivedAt, after(liveMs)),
  )
  const ended = and(
    inScope(scope, calls.clientId),
    gt(calls.arrivedAt, after(longestCallMs)),
    or(isNotNull(calls.endedAt), isNull(calls.concludeAt)),
    gt(sql`coalesce(${calls.endedAt}, ${calls.arrivedAt})`, after(endedMs).toISOString()),
  )
  const found = await Promise.all([
    findCalls(db, underWay, mostLive),
    findCalls(db, ended, mostEnded),
    findUnfinished(db, scope, after(wrapUpMs)),
  ])
  return [...new Map(found.flat().map((call) => [call.id, call])).values()]
}

/** Taken at the console and not wrapped up. */
async function findUnfinished(db: Db, scope: Scope, since: Date): Promise<BoardCall[]> {
  const open = await db
    .select({ callId: callHandlings.callId, clientId: callHandlings.clientId })
    .from(callHandlings)
    .where(
      and(
        isNull(callHandlings.wrappedUpAt),
        gt(callHandlings.takenAt, since),
        or(inScope(scope, callHandlings.clientId), eq(callHandlings.secretaryId, scope.actor.id)),
      ),
    )
    .limit(mostLive)
  if (open.length === 0) return []
  const clientIds = [...new Set(open.map(({ clientId }) => clientId))]
  const ids = open.map(({ callId }) => callId)
  return findCalls(db, and(inArray(calls.clientId, clientIds), inArray(calls.id, ids)), mostLive)
}

function findCalls(db: Db, where: SQL | undefined, most: number) {
  return db
    .select({
      clientId: calls.clientId,
      id: calls.id,
      client: clients.name,
      callerKind: calls.callerKind,
      caller: calls.caller,
      name: sql<string | null>`coalesce(${contacts.name}, ${calls.callerName})`,
      direction: calls.direction,
      arrivedAt: calls.arrivedAt,
      dialledAt: calls.dialledAt,
      acceptedAt: calls.acceptedAt,
      dialEndedAt: calls.dialEndedAt,
      voicemailAt: calls.voicemailAt,
      endedAt: calls.endedAt,
      disposition: calls.disposition,
      outcome: calls.outcome,
      executive: executives.name,
      takenById: callHandlings.secretaryId,
      takenBy: secretaries.name,
      wrappedUpAt: callHandlings.wrappedUpAt,
    })
    .from(calls)
    .innerJoin(clients, eq(clients.clientId, calls.clientId))
    .leftJoin(contacts, and(eq(contacts.clientId, calls.clientId), eq(contacts.id, calls.contactId)))
    .leftJoin(
      executives,
      and(
        eq(executives.clientId, calls.clientId),
        eq(executives.key, sql`${calls.decision}->'action'->>'to'`),
      ),
    )
    .leftJoin(
      callHandlings,
      and(eq(callHandlings.clientId, calls.clientId), eq(callHandlings.callId, calls.id)),
    )
    .leftJoin(secretaries, eq(secretaries.id, callHandlings.secretaryId))
    .where(where)
    .orderBy(desc(calls.arrivedAt))
    .limit(most)
}
