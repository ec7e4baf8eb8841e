import { asc, lte } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { calls } from './tables.ts'

const callsASweep = 500

/** Queues the calls that are due to be concluded and have perhaps no job, or lost it. */
export async function sweepCalls({ db, jobs, now }: Pick<Context, 'db' | 'jobs' | 'now'>): Promise<number> {
  const at = now()
  const due = await db
    .select({ clientId: calls.clientId, id: calls.id })
    .from(calls)
    .where(lte(calls.concludeAt, at))
    .orderBy(asc(calls.concludeAt))
    .limit(callsASweep)
  for (const key of due) await jobs.add('calls', { ...key, epoch: at.getTime() })
  return due.length
}
