import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { openTask } from '../../tasks/open-task.ts'
import { type Calendar, type CalendarKey, claimCalendar } from './claim-calendar.ts'
import { CalendarFailure, type FailureKind, needsPerson } from './failures.ts'
import { readAddress } from './read-address.ts'
import { type Synced, syncCaldav } from './sync-caldav.ts'
import { calendars } from './tables.ts'

export type SyncContext = Pick<Context, 'config' | 'db' | 'jobs' | 'live' | 'log' | 'now'>
type Outcome = Synced | { readonly kind: 'failed'; readonly why: FailureKind }

/** Reads one calendar, and writes to it, unless somebody else does so at this moment. Null: somebody else does. */
export async function syncCalendar(
  context: SyncContext,
  key: CalendarKey,
  { obeysEmpty }: { readonly obeysEmpty: boolean } = { obeysEmpty: false },
): Promise<Outcome['kind'] | null> {
  const now = context.now()
  const calendar = await claimCalendar(context.db, key, now)
  if (!calendar) return null
  const syncing = { now, obeysEmpty }
  const outcome = await orFailure(context, calendar, () =>
    calendar.kind === 'ics'
      ? readAddress(context, calendar, syncing)
      : syncCaldav(context, calendar, syncing),
  )
  await settle(context, calendar, outcome, now)
  context.live.changed([calendar.clientId])
  return outcome.kind
}

/** Whatever goes wrong there, the other calendars are read all the same. */
async function orFailure(
  { log }: SyncContext,
  { clientId, id: calendarId }: Calendar,
  run: () => Promise<Synced>,
): Promise<Outcome> {
  try {
    return await run()
  } catch (err) {
    const why = err instanceof CalendarFailure ? err.kind : 'refused'
    const about = { clientId, calendarId, why }
    if (err instanceof CalendarFailure) log.warn({ event: 'calendar.failed', ...about })
    else log.error({ event: 'calendar.failed', ...about, err })
    return { kind: 'failed', why }
  }
}

async function settle({ db }: SyncContext, calendar: Calendar, outcome: Outcome, now: Date): Promise<void> {
  const isIt = and(eq(calendars.clientId, calendar.clientId), eq(calendars.id, calendar.id))
  const works = { failure: null, failingSince: null, attempts: 0, claimedUntil: null }
  await db.transaction(async (tx) => {
    switch (outcome.kind) {
      case 'read': {
        const next = outcome.again ? { nextAt: now } : {}
        await tx
          .update(calendars)
          .set({ ...works, ...outcome.set, ...next, readAt: now, emptySince: null })
          .where(isIt)
        return
      }
      case 'empty':
        await tx
          .update(calendars)
          .set({ ...works, emptySince: calendar.emptySince ?? now })
          .where(isIt)
        if (!calendar.emptySince) await tell(tx, calendar, 'calendarEmpty', now)
        return
      case 'failed':
        await tx
          .update(calendars)
          .set({ ...failing(calendar, outcome.why, now), claimedUntil: null })
          .where(isIt)
        if (isWorthTelling(calendar, outcome.why))
          await tell(tx, calendar, 'calendarFailing', calendar.failingSince ?? now)
        return
      default:
        return outcome satisfies never
    }
  })
}

/** Twice as long each time, an hour at most. */
function failing(calendar: Calendar, why: FailureKind, now: Date) {
  const attempts = calendar.attempts + 1
  const minutes = Math.min(60, 2 ** (attempts - 1))
  const nextAt = new Date(now.getTime() + minutes * 60_000)
  return { failure: why, failingSince: calendar.failingSince ?? now, attempts, nextAt }
}

/** A server may rest for some minutes. */
const isWorthTelling = ({ attempts }: Calendar, why: FailureKind): boolean =>
  needsPerson(why) || attempts === 3

const tell = (
  tx: Parameters<typeof openTask>[0],
  { clientId, id, executiveId }: Calendar,
  kind: 'calendarEmpty' | 'calendarFailing',
  since: Date,
) =>
  openTask(
    tx,
    {
      ...{ clientId, audience: 'supervisor', kind, key: `${id}.${since.toISOString()}` },
      details: { executiveId, calendarId: id },
    },
    since,
  )
