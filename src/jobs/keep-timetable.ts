import type { Logger } from 'pino'

/**
 * One line of the timetable, its name the name of the job. `pattern` is a cron expression read in the
 * zone `timeZone`; never between 02:00 and 03:00, an hour that does not exist once a year.
 */
export type TimetableEntry =
  | { name: string; everyMs: number }
  | { name: string; pattern: string; timeZone: string }

type Schedule = { every?: number; pattern?: string; tz?: string }
type Scheduled = Schedule & { key: string; next?: number }

/** The part of a BullMQ queue that plans. */
type PlanningQueue = {
  getJobSchedulers(start: number, end: number): Promise<Scheduled[]>
  upsertJobScheduler(id: string, schedule: Schedule, job: { name: string; data: object }): Promise<unknown>
  removeJobScheduler(id: string): Promise<unknown>
}

const checkEveryMs = 15_000
const overdueAfterMs = 60_000

/**
 * Writes the timetable into the queue and sees to it that it stays there: a Redis that lost its data
 * (FLUSHALL) would otherwise never sweep again. Entries no longer listed are removed; those that stand
 * as written are left alone, so that a restart does not shift them.
 * Never throws; what could not be written now is written at the next check.
 */
export async function keepTimetable(
  queue: PlanningQueue,
  entries: TimetableEntry[],
  { isReady, log }: { isReady: () => boolean; log: Logger },
): Promise<{ stop(): Promise<void> }> {
  let writing = Promise.resolve()
  const check = () => {
    writing = writing
      .then(() => (isReady() ? writeTimetable(queue, entries, Date.now()) : undefined))
      .catch((err: unknown) => log.error({ event: 'timetable.notWritten', err }))
    return writing
  }
  const timer = setInterval(check, checkEveryMs)
  await check()
  return {
    stop() {
      clearInterval(timer)
      return writing
    },
  }
}

async function writeTimetable(queue: PlanningQueue, entries: TimetableEntry[], now: number) {
  const standing = new Map(
    (await queue.getJobSchedulers(0, -1)).map((scheduled) => [scheduled.key, scheduled]),
  )
  for (const entry of entries) {
    const scheduled = standing.get(entry.name)
    standing.delete(entry.name)
    if (scheduled && isIntact(scheduled, entry, now)) continue
    await queue.upsertJobScheduler(entry.name, scheduleOf(entry), { name: entry.name, data: {} })
  }
  for (const name of standing.keys()) await queue.removeJobScheduler(name)
}

function isIntact(scheduled: Scheduled, entry: TimetableEntry, now: number) {
  const wanted = scheduleOf(entry)
  if (scheduled.next === undefined || scheduled.next < now - overdueAfterMs) return false
  return (
    scheduled.every === wanted.every && scheduled.pattern === wanted.pattern && scheduled.tz === wanted.tz
  )
}

function scheduleOf(entry: TimetableEntry): Schedule {
  return 'everyMs' in entry ? { every: entry.everyMs } : { pattern: entry.pattern, tz: entry.timeZone }
}
