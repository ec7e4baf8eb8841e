import { and, notInArray, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import type { Calendar } from './claim-calendar.ts'
import { needsExpanding, windowAt } from './expanded-until.ts'
import { CalendarFailure } from './failures.ts'
import { findOwner, findOwnUids, type Owner } from './find-owner.ts'
import { openGuardedFetch } from './guarded-fetch.ts'
import { keepBusyTimes, ofCalendar } from './keep-busy-times.ts'
import { readCalendars } from './reading/read-calendars.ts'
import { type Reading, textBytesAtMost } from './reading/read-text.ts'
import { guardOf, secretOf } from './secrets.ts'
import { forgetAllItems, saveItem } from './stored-items.ts'
import type { Synced, Syncing } from './sync-caldav.ts'
import { busyTimes } from './tables.ts'

type Needs = Pick<Context, 'config' | 'db'>
type ReadEvent = Extract<Reading, { kind: 'read' }>

const limits = { maxBytes: textBytesAtMost, timeoutMs: 30_000 }

/** Reads a calendar that is published as a file: when she is busy, and nothing else. */
export async function readAddress(
  context: Needs,
  calendar: Calendar,
  { now, obeysEmpty }: Syncing,
): Promise<Synced> {
  const owner = await findOwner(context.db, calendar)
  const anew = needsExpanding(calendar.expandedUntil, now)
  const fetched = await fetchFile(context, calendar, anew || obeysEmpty ? {} : sinceThen(calendar))
  if (!fetched) return { kind: 'read', set: {}, again: false }
  const options = { window: windowAt(now), timeZone: owner.timeZone, keepsSummaries: !owner.health }
  const [readings = []] = await readCalendars([fetched.text], options)
  refuseWhole(readings)
  const isEmpty = readings.length === 0
  if (isEmpty && !obeysEmpty && (await hasBusyTimes(context, calendar))) return { kind: 'empty' }
  await context.db.transaction((tx) => replaceAll(tx, calendar, owner, readings))
  const set = { etag: fetched.etag, ...(anew && { expandedUntil: windowAt(now).until }) }
  return { kind: 'read', set, again: false }
}

const sinceThen = ({ etag, readAt }: Calendar): Record<string, string> => ({
  ...(etag && { 'if-none-match': etag }),
  ...(!etag && readAt && { 'if-modified-since': readAt.toUTCString() }),
})

type File = { readonly text: string; readonly etag: string | null }

/** Null where it has not changed. Whoever has such an address may read: what refuses it wants another one. */
async function fetchFile(
  { config }: Needs,
  calendar: Calendar,
  headers: Record<string, string>,
): Promise<File | null> {
  const { fetch, close } = openGuardedFetch(guardOf(config, limits))
  try {
    const response = await fetch(secretOf(config, calendar), {
      headers: { accept: 'text/calendar', ...headers },
    })
    const { status } = response
    if (status === 304) return null
    if (status === 401 || status === 403) throw new CalendarFailure('credentials')
    if (status === 404 || status === 410) throw new CalendarFailure('notThere')
    if (!response.ok) throw new CalendarFailure('refused', `HTTP ${status}`)
    return { text: await response.text(), etag: response.headers.get('etag') }
  } finally {
    close()
  }
}

/** What is no calendar at all, or has more in it than can be: nothing of it is taken. */
function refuseWhole(readings: readonly Reading[]): void {
  const [first] = readings
  if (readings.length !== 1 || first?.kind !== 'refused' || first.uid !== null) return
  if (first.why === 'tooLarge' || first.why === 'tooMany') throw new CalendarFailure(first.why)
  throw new CalendarFailure('notACalendar')
}

async function hasBusyTimes({ db }: Needs, calendar: Calendar): Promise<boolean> {
  const [row] = await db.select({ one: sql`1` }).from(busyTimes).where(ofCalendar(calendar)).limit(1)
  return row !== undefined
}

/** An event that cannot be read keeps the times it had: she may be busy then. */
async function replaceAll(
  tx: Transaction,
  calendar: Calendar,
  owner: Owner,
  readings: readonly Reading[],
): Promise<void> {
  const read = readings.filter((reading): reading is ReadEvent => reading.kind === 'read')
  const own = await findOwnUids(
    tx,
    owner,
    read.map(({ uid }) => uid),
  )
  const hers = read.filter(({ uid }) => !own.has(uid))
  const refused = readings.flatMap((reading, place) =>
    reading.kind === 'refused' ? [{ ...reading, href: reading.uid ?? `#${place}` }] : [],
  )
  const kept = [...hers.map(({ uid }) => uid), ...refused.map(({ href }) => href)]
  await tx
    .delete(busyTimes)
    .where(and(ofCalendar(calendar), kept.length > 0 ? notInArray(busyTimes.href, kept) : undefined))
  for (const event of hers) await keepBusyTimes(tx, calendar, { ...event, href: event.uid })
  await forgetAllItems(tx, calendar)
  for (const { href, why } of refused)
    await saveItem(tx, calendar, { href, uid: href, etag: null, contentHash: '', refused: why })
}
