import { and, asc, eq, gt, isNull, lte, ne } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { findNext } from '../shifts/find-shifts.ts'
import { shifts, stations } from '../tables.ts'
import { tellFloor } from '../tell-floor.ts'
import { handOver, lockLeaver } from './hand-over.ts'

type Shift = typeof shifts.$inferSelect
type Needs = Pick<Context, 'db' | 'live' | 'log' | 'now'>

const mostAtOnce = 100
/** Whoever comes back so soon goes on herself. */
const pauseMs = 30 * 60_000

/**
 * Hands over for those whose shift has ended. Who is in a call then, or writing after one, is handed over when that is
 * over. Each shift once, however many look at the same moment.
 */
export async function handOverShifts(context: Needs): Promise<void> {
  const ended = await context.db
    .select()
    .from(shifts)
    .where(and(isNull(shifts.handedOverAt), lte(shifts.endsAt, context.now())))
    .orderBy(asc(shifts.endsAt))
    .limit(mostAtOnce)
  for (const shift of ended) await handOverShift(context, shift)
}

async function handOverShift({ db, live, log, now }: Needs, shift: Shift): Promise<void> {
  const at = now()
  const clientIds = await db.transaction(async (tx) => {
    await lockLeaver(tx, shift.secretaryId)
    if (await isBusy(tx, shift.secretaryId, at)) return null
    const claimed = await tx
      .update(shifts)
      .set({ handedOverAt: at })
      .where(and(eq(shifts.id, shift.id), isNull(shifts.handedOverAt)))
      .returning({ id: shifts.id })
    if (claimed.length === 0 || (await goesOn(tx, shift, at))) return null
    const next = await findNext(tx, shift.secretaryId, at)
    return handOver(tx, { fromId: shift.secretaryId, toId: next?.secretaryId ?? null, at })
  })
  if (!clientIds) return
  log.info({ event: 'shift.handedOver', shiftId: shift.id, clients: clientIds.length })
  live.changed(clientIds)
  tellFloor({ live })
}

async function isBusy(tx: Transaction, secretaryId: string, at: Date): Promise<boolean> {
  const [station] = await tx
    .select()
    .from(stations)
    .where(eq(stations.secretaryId, secretaryId))
    .for('update')
  if (!station) return false
  return station.busyCallId !== null || (station.wrapUpUntil !== null && station.wrapUpUntil > at)
}

/** She has another shift, now or in a moment. */
async function goesOn(tx: Transaction, { id, secretaryId }: Shift, at: Date): Promise<boolean> {
  const [other] = await tx
    .select({ id: shifts.id })
    .from(shifts)
    .where(
      and(
        eq(shifts.secretaryId, secretaryId),
        ne(shifts.id, id),
        gt(shifts.endsAt, at),
        lte(shifts.startsAt, new Date(at.getTime() + pauseMs)),
      ),
    )
    .limit(1)
  return other !== undefined
}
