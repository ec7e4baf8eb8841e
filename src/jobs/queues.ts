import { z } from 'zod'

/** `timetable` carries the ticks of the timetable; a job of any other queue nudges to one row of one client. */
export const queueNames = [
  'calls',
  'recordings',
  'urgent',
  'deliveries',
  'resolve',
  'digests',
  'timetable',
] as const
export type QueueName = (typeof queueNames)[number]
export type RowQueue = Exclude<QueueName, 'timetable'>

const rowKeySchema = z.strictObject({ clientId: z.number().int(), id: z.string() })
/** All that a job carries: the row is the truth. */
export type RowKey = z.infer<typeof rowKeySchema>
/** `epoch` grows each time a row is queued again; the same key and epoch is the same job. */
export type RowJob = RowKey & { epoch: number }

/** What a process does with the jobs of a queue, and how many at once. `timetable` gets the entry's name. */
export type Work = { [queue in RowQueue]?: Task<RowKey> } & { timetable?: Task<string> }
export type Task<Subject> = { concurrency: number; handle: (subject: Subject) => Promise<unknown> }

/** Epochs count per row, so the client belongs to the id: two clients may have a row of the same id. */
export function toBullJob(queue: RowQueue, { clientId, id, epoch }: RowJob, delayMs: number) {
  return {
    name: queue,
    data: { clientId, id },
    opts: { jobId: `${clientId}-${id}-${epoch}`, delay: delayMs },
  }
}

/** The task of one queue as the back end knows it: with a name and unchecked data. */
export function taskOf(queue: QueueName, work: Work): Task<{ name: string; data: unknown }> | undefined {
  if (queue === 'timetable') {
    const task = work.timetable
    return task && { concurrency: task.concurrency, handle: (job) => task.handle(job.name) }
  }
  const task = work[queue]
  return (
    task && {
      concurrency: task.concurrency,
      // `async`, so that data that is no row key fails the job and not the worker.
      handle: async (job) => task.handle(rowKeySchema.parse(job.data)),
    }
  )
}
