import { and, asc, eq, getTableColumns, isNotNull, isNull, sql } from 'drizzle-orm'
import { liveCalls } from '../answering/tables.ts'
import { clients } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { callRecordings } from './tables.ts'

type CallKey = { readonly clientId: number; readonly callId: string }

export type OpenRecording = Awaited<ReturnType<typeof findOpenRecordings>>[number]

const mostAtOnce = 500

/**
 * Calls that are or may yet be recorded, with how each stands. Health is read from its row, not from memory: the last
 * wall before the exchange.
 */
export const findOpenRecordings = (db: Pick<Db, 'select'>, key?: CallKey) =>
  db
    .select({
      ...getTableColumns(callRecordings),
      live: liveCalls.state,
      callSid: liveCalls.callSid,
      mayRecord: sql<boolean>`${isNotNull(clients.recording)} and not ${clients.health}`,
    })
    .from(callRecordings)
    .innerJoin(clients, eq(clients.clientId, callRecordings.clientId))
    .leftJoin(
      liveCalls,
      and(eq(liveCalls.clientId, callRecordings.clientId), eq(liveCalls.callId, callRecordings.callId)),
    )
    .where(and(isNull(callRecordings.closedAt), key && isCallRecording(key)))
    .orderBy(asc(callRecordings.announcedAt))
    .limit(mostAtOnce)

export const isCallRecording = ({ clientId, callId }: CallKey) =>
  and(eq(callRecordings.clientId, clientId), eq(callRecordings.callId, callId))
