import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { stations } from './tables.ts'

type CallKey = { readonly clientId: number; readonly callId: string }

/** `instead`: what rang at her until then. */
export type StationRing = CallKey & { readonly secretaryId: string; readonly instead: string | null }

const silent = { rungClientId: null, rungCallId: null, rungSince: null } as const

/** Calls ring at stations, those excepted that are not as they were when it was decided. */
export async function ringStations(tx: Transaction, rings: readonly StationRing[], at: Date): Promise<void> {
  if (rings.length === 0) return
  // A row that somebody claims at this moment is passed over: waiting for it, the two might wait for each other.
  await tx.execute(sql`with unclaimed as (
      select secretary_id from stations where state = 'available' and (busy_call_id is null or parked_call_id is null) for update skip locked)
    update stations s
    set rung_client_id = r."clientId", rung_call_id = r."callId", rung_since = ${at.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rings)}::text::json)
      as r("secretaryId" uuid, "clientId" int, "callId" uuid, instead uuid)
    where s.secretary_id = r."secretaryId" and s.secretary_id in (select secretary_id from unclaimed)
      and s.rung_call_id is not distinct from r.instead`)
}

/** It rings nowhere any more. */
export async function silenceStations(tx: Transaction, key: CallKey): Promise<void> {
  await tx.update(stations).set(silent).where(isRung(key))
}

/** Nothing rings at her any more. */
export async function silenceAt(tx: Transaction, secretaryId: string): Promise<void> {
  await tx.update(stations).set(silent).where(eq(stations.secretaryId, secretaryId))
}

/** She leaves it to the others: it does not ring at her before `until`, and even then at others first. */
export async function passRing(
  tx: Transaction,
  { secretaryId, until, at, ...key }: CallKey & { secretaryId: string; until: Date; at: Date },
): Promise<boolean> {
  const passed = await tx
    .update(stations)
    .set({ ...silent, passedCallId: key.callId, passedUntil: until, missedRings: 0, freeSince: at })
    .where(and(eq(stations.secretaryId, secretaryId), isRung(key)))
    .returning({ secretaryId: stations.secretaryId })
  return passed.length > 0
}

const isRung = ({ clientId, callId }: CallKey): SQL | undefined =>
  and(eq(stations.rungClientId, clientId), eq(stations.rungCallId, callId))
