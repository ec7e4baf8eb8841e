import type { AnswerPath } from '../src/calls/receive-call.ts'
import { type Context, jobsConnection } from '../src/context.ts'
import { startWorkers, type Workers } from '../src/jobs.ts'
import { callsWorker } from './calls.ts'
import { deliveriesWorker } from './deliveries.ts'
import { digestsWorker } from './digests.ts'
import { recordingsWorker } from './recordings.ts'
import { resolveWorker } from './resolve.ts'
import { timetable, timetableWorker } from './schedule.ts'
import { urgentWorker } from './urgent.ts'

export type WorkContext = Context & AnswerPath

/** One worker for each queue, and the timetable. What the work is stands in `src/`; here is how much at once. */
export async function startWork(context: WorkContext): Promise<Workers> {
  const work = {
    calls: callsWorker(context),
    recordings: recordingsWorker(context),
    urgent: urgentWorker(context),
    deliveries: deliveriesWorker(context),
    resolve: resolveWorker(context),
    digests: digestsWorker(context),
    timetable: timetableWorker(context),
  }
  const workers = await startWorkers(jobsConnection(context), work, context.log)
  await context.jobs.scheduleTimetable(timetable)
  return workers
}
