import { and, eq, gt, inArray, lte, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '../../context.ts'
import type { Db, Transaction } from '../../db/db.ts'
import { enqueueDeliveries } from '../../deliveries/enqueue-deliveries.ts'
import type { Doing } from '../doing.ts'
import { appointments } from '../tables.ts'
import { giveUpFormer } from './give-up-former.ts'
import type { WaitingCaller } from './put-on-list.ts'
import { waitingCallers } from './tables.ts'

/** As long as an executive may take back what she said without anybody having been told. */
const afterMs = 120_000
const perSweep = 100
const former = alias(appointments, 'former')

/**
 * He took a time that the executive had yet to confirm, and kept the one he had. Once she confirms, the former goes;
 * if she declines he keeps it, and waits on.
 */
export async function settleTakenOffers({
  db,
  jobs,
  live,
  now,
}: Pick<Context, 'db' | 'jobs' | 'live' | 'now'>): Promise<void> {
  const at = now()
  const answered = await findAnswered(db, at)
  for (const { waiting, state } of answered) {
    const deliveries = await db.transaction((tx) =>
      state === 'confirmed' ? giveUpFormer(tx, waiting, said(at), at) : waitOn(tx, waiting),
    )
    await enqueueDeliveries(jobs, deliveries)
  }
  live.changed(answered.map(({ waiting }) => waiting.clientId))
}

const said = (saidAt: Date): Doing => ({ actor: { kind: 'software', id: null }, via: 'software', saidAt })

/** Times that were taken, and that she has said yes or no to. */
const findAnswered = (db: Db, at: Date) =>
  db
    .select({ waiting: waitingCallers, state: appointments.state })
    .from(waitingCallers)
    .innerJoin(
      appointments,
      and(eq(appointments.clientId, waitingCallers.clientId), eq(appointments.id, waitingCallers.offeredId)),
    )
    .leftJoin(
      former,
      and(eq(former.clientId, waitingCallers.clientId), eq(former.id, waitingCallers.insteadOfId)),
    )
    .where(
      and(
        eq(waitingCallers.state, 'booked'),
        gt(appointments.startsAt, at),
        lte(appointments.changedAt, new Date(at.getTime() - afterMs)),
        or(
          eq(appointments.state, 'declined'),
          and(eq(appointments.state, 'confirmed'), inArray(former.state, ['proposed', 'confirmed'])),
        ),
      ),
    )
    .limit(perSweep)

async function waitOn(tx: Transaction, { clientId, id }: WaitingCaller): Promise<[]> {
  await tx
    .update(waitingCallers)
    .set({ state: 'waiting', offeredId: null, offerUntil: null })
    .where(
      and(
        eq(waitingCallers.clientId, clientId),
        eq(waitingCallers.id, id),
        eq(waitingCallers.state, 'booked'),
      ),
    )
  return []
}
