import { and, eq, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm'
import type { ExecutiveChoices } from '../clients/executive.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { idFrom } from '../ids.ts'
import type { RowJob } from '../jobs/queues.ts'
import { latestDue } from './due.ts'
import { digests } from './tables.ts'

type FindContext = Pick<Context, 'db' | 'jobs' | 'log' | 'now'>

/** With the 15 s between two looks, a job that was lost is made anew within a minute. */
const jobLostMs = 45_000
/** What a first digest tells of. */
const firstPeriodMs = 24 * 60 * 60 * 1000
const atOnce = 1_000

/**
 * Writes a row for every digest that has become due, and makes the jobs that put them together. Any number of
 * processes may look at once: executive and due time are the row's key. After an outage there is one digest,
 * which tells of all the time since the last.
 */
export async function findDueDigests(context: FindContext): Promise<void> {
  const now = context.now()
  const due = (await subscribers(context.db)).flatMap((subscriber) => dueOf(subscriber, now))
  for (let first = 0; first < due.length; first += atOnce)
    await context.db
      .insert(digests)
      .values(due.slice(first, first + atOnce))
      .onConflictDoNothing()
  const jobs = await takeUncomposed(context.db, now)
  if (jobs.length === 0) return
  const queued = await context.jobs.addMany('digests', jobs)
  context.log.info({ event: 'digests.due', digests: jobs.length, queued })
}

type Subscriber = {
  readonly clientId: number
  readonly id: string
  readonly choices: ExecutiveChoices
  readonly timeZone: string
  readonly lastDueAt: Date | null
}

async function subscribers(db: Pick<Db, 'select'>): Promise<Subscriber[]> {
  // What came in before the service rests is told in one last digest.
  const isOwed = sql`coalesce(${clients.stateSince} > (
    select max(${digests.dueAt}) from ${digests}
    where ${digests.clientId} = ${executives.clientId} and ${digests.executiveId} = ${executives.id}
  ), true)`
  // One look into an index for each, however many digests there have been.
  const lastDueAt = sql<Date | null>`(
    select max(${digests.dueAt}) from ${digests}
    where ${digests.clientId} = ${executives.clientId} and ${digests.executiveId} = ${executives.id}
  )`.mapWith(digests.dueAt)
  const rows = await db
    .select({
      clientId: executives.clientId,
      id: executives.id,
      choices: executives.choices,
      hours: clients.hours,
      lastDueAt,
    })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .where(and(isNull(executives.leftAt), or(notInArray(clients.state, ['suspended', 'ended']), isOwed)))
  return rows.map(({ hours, ...row }) => ({ ...row, timeZone: row.choices.timeZone ?? hours.timeZone }))
}

function dueOf({ clientId, id: executiveId, choices, timeZone, lastDueAt }: Subscriber, now: Date) {
  const dueAt = latestDue({ choices, timeZone }, { after: lastDueAt, now })
  if (!dueAt) return []
  return [
    {
      clientId,
      id: idFrom('digest', clientId, executiveId, dueAt.toISOString()),
      executiveId,
      dueAt,
      since: lastDueAt ?? new Date(dueAt.getTime() - firstPeriodMs),
      state: 'due' as const,
    },
  ]
}

async function takeUncomposed(db: Pick<Db, 'update'>, now: Date): Promise<RowJob[]> {
  return db
    .update(digests)
    .set({ enqueuedAt: now, epoch: sql`${digests.epoch} + 1` })
    .where(
      and(
        eq(digests.state, 'due'),
        lte(digests.dueAt, now),
        or(isNull(digests.enqueuedAt), lt(digests.enqueuedAt, new Date(now.getTime() - jobLostMs))),
      ),
    )
    .returning({ clientId: digests.clientId, id: digests.id, epoch: digests.epoch })
}
