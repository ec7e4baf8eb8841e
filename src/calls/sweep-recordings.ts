import { asc, lte } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { recordings } from './tables.ts'

const perSweep = 500

/** Queues the recordings that are due and have perhaps no job. */
export async function sweepRecordings({
  db,
  jobs,
  now,
}: Pick<Context, 'db' | 'jobs' | 'now'>): Promise<void> {
  const at = now()
  const due = await db
    .select({ clientId: recordings.clientId, id: recordings.id })
    .from(recordings)
    .where(lte(recordings.nextAttemptAt, at))
    .orderBy(asc(recordings.nextAttemptAt))
    .limit(perSweep)
  if (due.length === 0) return
  // The time is the epoch: a job that failed before it claimed the row may come again.
  const epoch = at.getTime()
  await jobs.addMany(
    'recordings',
    due.map((key) => ({ ...key, epoch })),
  )
}
