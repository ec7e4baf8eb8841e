import { and, asc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Listener } from '../answering/listening/listening.ts'
import { callLegs, liveCalls } from '../answering/tables.ts'
import { callRecordings } from '../call-recordings/tables.ts'
import { calls } from '../calls/tables.ts'
import { clients, contacts, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { isStanding, standingValues } from '../secretaries/standing-sessions.ts'
import { secretaries, sessions } from '../secretaries/tables.ts'
import { stations } from './tables.ts'

const rungCall = alias(calls, 'rung_call')
const rungClient = alias(clients, 'rung_client')
const rungContact = alias(contacts, 'rung_contact')
const busyCall = alias(calls, 'busy_call')
const busyClient = alias(clients, 'busy_client')
const busyContact = alias(contacts, 'busy_contact')

/** The executive who was rung last for the call she is in. */
type Consulted = {
  readonly name: string
  readonly joinedAt: string | null
  readonly leftAt: string | null
  readonly failure: string | null
}
const consulted = sql<Consulted | null>`(select json_build_object('name', e.name, 'joinedAt', l.joined_at,
    'leftAt', l.left_at, 'failure', l.failure)
  from ${callLegs} l join ${executives} e on e.client_id = l.client_id and e.id = l.executive_id
  where l.client_id = ${stations.busyClientId} and l.call_id = ${stations.busyCallId} and l.role = 'executive'
  order by l.started_at desc limit 1)`

/** Supervisors who take part in the call that she is in; where she is one of them, herself too. */
const listeners = sql<Listener[]>`(select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name,
    'mode', l.mode) order by l.started_at), '[]')
  from ${callLegs} l join ${secretaries} s on s.id = l.secretary_id
  where l.client_id = ${stations.busyClientId} and l.call_id = ${stations.busyCallId} and l.role = 'supervisor'
    and l.left_at is null)`

const speaker = sql<
  string | null
>`(select s.name from ${secretaries} s where s.id = ${liveCalls.claimedById})`

const speaksByTelephone = sql<boolean>`exists (select 1 from ${callLegs} l
  where l.client_id = ${stations.busyClientId} and l.call_id = ${stations.busyCallId} and l.by_telephone
    and l.left_at is null)`

/** The caller whom she holds beside the call that she is in. */
type Parked = {
  readonly clientId: number
  readonly callId: string
  readonly client: string
  readonly caller: string | null
  readonly callerName: string | null
  readonly heldSince: string | null
}
const parked = sql<Parked | null>`(select json_build_object('clientId', c.client_id, 'callId', c.id, 'client', k.name,
    'caller', c.caller, 'callerName', coalesce(p.name, c.caller_name), 'heldSince', l.held_since)
  from ${calls} c join ${clients} k on k.client_id = c.client_id
    join ${liveCalls} l on l.client_id = c.client_id and l.call_id = c.id
    left join ${contacts} p on p.client_id = c.client_id and p.id = c.contact_id
  where c.client_id = ${stations.parkedClientId} and c.id = ${stations.parkedCallId})`

export type FoundStation = Awaited<ReturnType<typeof findStations>>[number]

/**
 * How those stand who have these sessions open, with the call that rings at each and the call that each is in, by
 * secretary. Who is not signed in any more is left out. One statement, however many they are.
 */
export function prepareStations(db: Db) {
  const standing = db
    .select({ id: sessions.secretaryId })
    .from(sessions)
    .innerJoin(secretaries, eq(secretaries.id, sessions.secretaryId))
    .where(isStanding)
  const found = selectStations(db)
    .where(and(isNull(secretaries.disabledAt), inArray(stations.secretaryId, standing)))
    .prepare('stations_of_sessions')
  return async (sessionIds: readonly string[], now: Date): Promise<ReadonlyMap<string, FoundStation>> => {
    const rows = await found.execute(standingValues(sessionIds, now))
    return new Map(rows.map((row) => [row.station.secretaryId, row]))
  }
}

/** Every station of somebody who may sign in, by name. */
export const findStations = (db: Db) =>
  selectStations(db).where(isNull(secretaries.disabledAt)).orderBy(asc(secretaries.name))

function selectStations(db: Db) {
  return db
    .select({
      station: getTableColumns(stations),
      name: secretaries.name,
      parked,
      rung: {
        client: rungClient.name,
        language: rungClient.language,
        caller: rungCall.caller,
        callerName: sql<string | null>`coalesce(${rungContact.name}, ${rungCall.callerName})`,
        arrivedAt: rungCall.arrivedAt,
      },
      busy: {
        client: busyClient.name,
        caller: busyCall.caller,
        callerName: sql<string | null>`coalesce(${busyContact.name}, ${busyCall.callerName})`,
        direction: busyCall.direction,
        state: liveCalls.state,
        joinedAt: liveCalls.joinedAt,
        heldSince: liveCalls.heldSince,
        executive: consulted,
        ...{ listeners, speaker, speakerId: liveCalls.claimedById },
        ...{ queuedAt: liveCalls.queuedAt, claimedAt: liveCalls.claimedAt },
        byTelephone: speaksByTelephone,
        pauseKey: sql<boolean | null>`(${busyClient.recording}->>'pauseKey')::boolean`,
      },
      recorder: {
        state: callRecordings.state,
        heardAt: callRecordings.heardAt,
        refusedAt: callRecordings.refusedAt,
        pausedAt: callRecordings.pausedAt,
      },
    })
    .from(stations)
    .innerJoin(secretaries, eq(secretaries.id, stations.secretaryId))
    .leftJoin(
      rungCall,
      and(eq(rungCall.clientId, stations.rungClientId), eq(rungCall.id, stations.rungCallId)),
    )
    .leftJoin(rungClient, eq(rungClient.clientId, rungCall.clientId))
    .leftJoin(
      rungContact,
      and(eq(rungContact.clientId, rungCall.clientId), eq(rungContact.id, rungCall.contactId)),
    )
    .leftJoin(
      busyCall,
      and(eq(busyCall.clientId, stations.busyClientId), eq(busyCall.id, stations.busyCallId)),
    )
    .leftJoin(busyClient, eq(busyClient.clientId, busyCall.clientId))
    .leftJoin(
      busyContact,
      and(eq(busyContact.clientId, busyCall.clientId), eq(busyContact.id, busyCall.contactId)),
    )
    .leftJoin(
      liveCalls,
      and(eq(liveCalls.clientId, stations.busyClientId), eq(liveCalls.callId, stations.busyCallId)),
    )
    .leftJoin(
      callRecordings,
      and(eq(callRecordings.clientId, stations.busyClientId), eq(callRecordings.callId, stations.busyCallId)),
    )
}
