import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { type DeliveryRef, enqueueDeliveries } from '../../deliveries/enqueue-deliveries.ts'
import type { Doing } from '../doing.ts'
import { findClientZone } from '../find-time-zone.ts'
import { lockAgenda } from '../lock-agenda.ts'
import { dropOffer } from './drop-offer.ts'
import { offerTime } from './due.ts'
import { followOffer } from './follow-offer.ts'
import { reserveForNext } from './reserve-for-next.ts'
import { freedTimes, waitingCallers } from './tables.ts'

type Needs = Pick<Context, 'db' | 'jobs' | 'live' | 'now'>
type FreedTime = typeof freedTimes.$inferSelect

const perSweep = 100
const software: Doing['actor'] = { kind: 'software', id: null }

/** Ends the offers that nobody answered in time, and offers each freed time to the next who waits for such a one. */
export async function offerFreedTimes({ db, jobs, live, now }: Needs): Promise<void> {
  const at = now()
  const lapsed = await db
    .select()
    .from(waitingCallers)
    .where(and(eq(waitingCallers.state, 'offered'), lte(waitingCallers.offerUntil, at)))
    .limit(perSweep)
  for (const waiting of lapsed) await db.transaction((tx) => dropOffer(tx, waiting, said(at), at))
  const due = await db
    .select()
    .from(freedTimes)
    .where(and(isNull(freedTimes.closedAt), lte(freedTimes.nextAt, at)))
    .orderBy(asc(freedTimes.nextAt))
    .limit(perSweep)
  for (const freed of due) {
    const deliveries = await db.transaction((tx) => offer(tx, freed, at))
    await enqueueDeliveries(jobs, deliveries)
  }
  live.changed([...lapsed, ...due].map(({ clientId }) => clientId))
}

const said = (saidAt: Date): Doing => ({ actor: software, via: 'software', saidAt })

async function offer(tx: Transaction, freed: FreedTime, now: Date): Promise<DeliveryRef[]> {
  const executive = await lockAgenda(tx, freed, now)
  const timeZone = await findClientZone(tx, freed.clientId)
  const when = offerTime(freed.startsAt, now, timeZone)
  if (when.kind === 'later') return put(tx, freed, { nextAt: when.at })
  const next =
    when.kind === 'now' ? await reserveForNext(tx, { freed, executive, until: when.until }, now) : null
  if (!next) return put(tx, freed, { closedAt: now })
  const { waiting, reservation } = next
  const offered = {
    state: 'offered',
    offeredId: reservation.id,
    offerUntil: reservation.reservedUntil,
  } as const
  const isHe = and(eq(waitingCallers.clientId, waiting.clientId), eq(waitingCallers.id, waiting.id))
  await tx.update(waitingCallers).set(offered).where(isHe)
  const nextAt = reservation.reservedUntil ?? now
  await put(tx, freed, { nextAt, askedIds: [...freed.askedIds, waiting.id] })
  return followOffer(tx, next, now)
}

/** Nothing is to be sent because of it. */
async function put(tx: Transaction, { clientId, id }: FreedTime, set: Partial<FreedTime>): Promise<[]> {
  await tx
    .update(freedTimes)
    .set(set)
    .where(and(eq(freedTimes.clientId, clientId), eq(freedTimes.id, id)))
  return []
}
