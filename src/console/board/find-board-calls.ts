import { and, desc, eq, gt, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { liveCalls } from '../../answering/tables.ts'
import { wrapUpMs } from '../../calls/find-clients-of-taken-calls.ts'
import { callHandlings, calls } from '../../calls/tables.ts'
import { clients, contacts, executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { inView, type View } from './view.ts'

const minuteMs = 60_000
/** A call that the exchange never spoke of again is looked up there after this (conclude.ts). */
const liveMs = 4 * 60 * minuteMs
const endedMs = 30 * minuteMs

const giver = alias(secretaries, 'giver')
const previous = alias(secretaries, 'previous')

const mostEnded = 25
export const mostLive = 60

const { placeholder } = sql

export type BoardCall = Awaited<ReturnType<ReturnType<typeof prepareBoardCalls>>>[number]

/**
 * Calls that are under way, newest first; ended a moment ago, the latest first; or still to be wrapped up: of the
 * clients in view, and those of others that she was given.
 */
export function prepareBoardCalls(db: Db) {
  const underWay = and(
    inView(calls.clientId),
    isNotNull(calls.concludeAt),
    isNull(calls.endedAt),
    gt(calls.arrivedAt, placeholder('since')),
  )
  const ended = and(
    inView(calls.clientId),
    // As the index has it.
    sql`(${calls.endedAt} is not null or ${calls.concludeAt} is null)`,
    sql`${endOfCall} > ${placeholder('since')}::timestamptz`,
  )
  const unfinished = and(
    isNull(callHandlings.wrappedUpAt),
    gt(callHandlings.takenAt, placeholder('since')),
    or(inView(callHandlings.clientId), sql`${callHandlings.secretaryId} = ${placeholder('takenById')}::uuid`),
  )
  const lists = {
    underWay: callsWhere(db, underWay, desc(calls.arrivedAt), mostLive).prepare('board_calls_under_way'),
    ended: callsWhere(db, ended, sql`${endOfCall} desc nulls last`, mostEnded).prepare('board_calls_ended'),
    unfinished: callsWhere(db, unfinished, desc(callHandlings.takenAt), mostLive).prepare(
      'board_calls_unfinished',
    ),
  }
  return async ({ clientIds, takenById }: Pick<View, 'clientIds' | 'takenById'>, now: Date) => {
    const since = (ms: number) => new Date(now.getTime() - ms).toISOString()
    const found = await Promise.all([
      lists.underWay.execute({ clientIds, since: since(liveMs) }),
      lists.ended.execute({ clientIds, since: since(endedMs) }),
      lists.unfinished.execute({ clientIds, takenById, since: since(wrapUpMs) }),
    ])
    return [...new Map(found.flat().map((call) => [call.id, call])).values()]
  }
}

const endOfCall = sql`coalesce(${calls.endedAt}, ${calls.arrivedAt})`

function callsWhere(db: Db, where: SQL | undefined, order: SQL, most: number) {
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
      queuedAt: calls.queuedAt,
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
      takenAt: callHandlings.takenAt,
      givenById: callHandlings.givenById,
      givenBy: giver.name,
      previousId: callHandlings.previousId,
      previous: previous.name,
      wrappedUpAt: callHandlings.wrappedUpAt,
      liveState: liveCalls.state,
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
    .leftJoin(liveCalls, and(eq(liveCalls.clientId, calls.clientId), eq(liveCalls.callId, calls.id)))
    .leftJoin(secretaries, eq(secretaries.id, callHandlings.secretaryId))
    .leftJoin(giver, eq(giver.id, callHandlings.givenById))
    .leftJoin(previous, eq(previous.id, callHandlings.previousId))
    .where(where)
    .orderBy(order)
    .limit(most)
}
