import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { recordAccountEvent } from '../secretaries/record-account-event.ts'
import { closeWrapUp, writtenAbout } from './close-wrap-up.ts'
import type { StationState } from './station.ts'
import { stations } from './tables.ts'
import { tellFloor } from './tell-floor.ts'

type Setting = { readonly secretaryId: string; readonly state: StationState }

/**
 * Her station is available, on pause or left. What rang at her then rings elsewhere; a call that she is in goes on.
 * Her own breaks are written down nowhere; that somebody else closed her station is.
 */
export async function setStation(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  actorId: string,
  { secretaryId, state }: Setting,
): Promise<void> {
  const at = context.now()
  await context.db.transaction(async (tx) => {
    await save(tx, { secretaryId, state, at })
    if (actorId === secretaryId || state === 'available') return
    const verb = state === 'pause' ? 'stationPaused' : 'stationClosed'
    await recordAccountEvent(tx, { actorId, secretaryId, verb, at })
  })
  tellFloor(context)
}

/** Once more what it is already, it has been so since then. */
async function save(
  tx: Transaction,
  { secretaryId, state, at }: Setting & { readonly at: Date },
): Promise<void> {
  const stateSince = sql`case when ${stations.state} = ${state} then ${stations.stateSince} else ${at.toISOString()}::timestamptz end`
  const isAvailable = state === 'available'
  const free = isAvailable
    ? { freeSince: at, missedRings: 0, wrapUpUntil: null }
    : { freeSince: null, rungClientId: null, rungCallId: null, rungSince: null }
  const [hers] = await tx
    .insert(stations)
    .values({ secretaryId, state, stateSince: at, freeSince: isAvailable ? at : null })
    .onConflictDoUpdate({ target: stations.secretaryId, set: { state, stateSince, ...free } })
    .returning(writtenAbout)
  await closeWrapUp(tx, hers, at)
}
