import { and, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { openTaskAgain } from '../tasks/open-task-again.ts'
import { taskDetails } from './close-delivery.ts'
import { queueOf } from './enqueue-deliveries.ts'
import { maxCrashes } from './retry.ts'
import { deliveries } from './tables.ts'

type SweepContext = Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>

/** With the 15 s between two sweeps, a job that was lost is made anew within a minute. */
const jobLostMs = 45_000
/** So that a client with ten thousand rows takes no more than a share of the queue. */
const perClient = 500
const perSweep = 2_000

/**
 * Makes jobs for all that is due and has none, or whose job was lost with the queue; claims of workers that
 * died become uncertain first. Any number of processes may sweep at once.
 */
export async function sweepDeliveries(context: SweepContext): Promise<void> {
  const ended = await context.db.transaction((tx) => endStaleClaims(tx, context.now()))
  context.live.changed(ended.map(({ clientId }) => clientId))
  for (const { clientId, id, crashes } of ended)
    context.log.warn({ event: 'delivery.claimEnded', clientId, deliveryId: id, crashes })
  const rows = await takeDue(context.db, context.now())
  const queued = await Promise.all([
    add(
      context,
      'resolve',
      rows.filter((row) => row.state === 'uncertain'),
    ),
    ...(['urgent', 'ordinary'] as const).map((urgency) =>
      add(
        context,
        queueOf(urgency),
        rows.filter((row) => row.state === 'pending' && row.urgency === urgency),
      ),
    ),
  ])
  if (rows.length > 0) context.log.info({ event: 'deliveries.swept', due: rows.length, queued: sum(queued) })
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)

/** A claim ends within a minute, or its worker died, before or after the far side took it: nobody knows. */
async function endStaleClaims(tx: Transaction, now: Date) {
  const died = sql<number>`${deliveries.crashes} + 1`
  const ended = await tx
    .update(deliveries)
    .set({
      crashes: died,
      state: sql`case when ${died} >= ${maxCrashes} then 'quarantined' else 'uncertain' end`,
      dueAt: sql`case when ${died} >= ${maxCrashes} then null else ${now.toISOString()}::timestamptz end`,
      enqueuedAt: null,
      failure: sql`case when ${died} >= ${maxCrashes} then 'workerDied' else 'maybeSent' end`,
      errorCode: null,
    })
    .where(and(eq(deliveries.state, 'claimed'), lte(deliveries.dueAt, now)))
    .returning()
  for (const row of ended) {
    const { clientId, id, crashes, state } = row
    if (state !== 'quarantined') continue
    const details = { ...taskDetails(row), crashes }
    const task = { clientId, audience: 'supervisor', kind: 'quarantinedDelivery', key: id, details } as const
    await openTaskAgain(tx, task, now, now)
  }
  return ended
}

type Due = { clientId: number; id: string; epoch: number; state: string; urgency: 'ordinary' | 'urgent' }

async function takeDue(db: Context['db'], now: Date): Promise<Due[]> {
  const isDue = and(
    inArray(deliveries.state, ['pending', 'uncertain']),
    lte(deliveries.dueAt, now),
    or(isNull(deliveries.enqueuedAt), lt(deliveries.enqueuedAt, new Date(now.getTime() - jobLostMs))),
  )
  const place = sql<number>`row_number() over (
    partition by ${deliveries.clientId} order by ${deliveries.urgency} = 'urgent' desc, ${deliveries.dueAt})`
  const ranked = db
    .select({ clientId: deliveries.clientId, id: deliveries.id, place: place.as('place') })
    .from(deliveries)
    .where(isDue)
    .as('ranked')
  const chosen = db
    .select({ clientId: ranked.clientId, id: ranked.id })
    .from(ranked)
    .where(lte(ranked.place, perClient))
    .orderBy(ranked.place)
    .limit(perSweep)
  // Asked again outside: of two sweeps at once, the second finds the row taken.
  return db
    .update(deliveries)
    .set({ epoch: sql`${deliveries.epoch} + 1`, enqueuedAt: now })
    .where(and(sql`(${deliveries.clientId}, ${deliveries.id}) in ${chosen}`, isDue))
    .returning({
      clientId: deliveries.clientId,
      id: deliveries.id,
      epoch: deliveries.epoch,
      state: deliveries.state,
      urgency: deliveries.urgency,
    })
}

/** What the queue did not take is due again at once, for the next sweep. */
async function add(
  { db, jobs, log }: SweepContext,
  queue: 'resolve' | 'urgent' | 'deliveries',
  rows: Due[],
): Promise<number> {
  if (rows.length === 0) return 0
  const answer = await jobs.addMany(
    queue,
    rows.map(({ clientId, id, epoch }) => ({ clientId, id, epoch })),
  )
  if (answer === 'added') return rows.length
  log.warn({ event: 'deliveries.notQueued', queue, rows: rows.length })
  const keys = sql.join(
    rows.map(({ clientId, id }) => sql`(${clientId}::integer, ${id}::uuid)`),
    sql`, `,
  )
  await db
    .update(deliveries)
    .set({ enqueuedAt: null })
    .where(sql`(${deliveries.clientId}, ${deliveries.id}) in (${keys})`)
  return 0
}
