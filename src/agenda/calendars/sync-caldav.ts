import type { Context } from '../../context.ts'
import { type DeliveryRef, enqueueDeliveries } from '../../deliveries/enqueue-deliveries.ts'
import type { Changes } from './caldav/changes-since.ts'
import { type CalendarServer, davLimits, type Fetched, openServer } from './caldav/open-server.ts'
import type { Calendar } from './claim-calendar.ts'
import { needsExpanding, windowAt } from './expanded-until.ts'
import { CalendarFailure } from './failures.ts'
import { findOwner } from './find-owner.ts'
import { readCalendars } from './reading/read-calendars.ts'
import { guardOf, secretOf } from './secrets.ts'
import { findStoredItems, type StoredItem } from './stored-items.ts'
import { isSuddenlyEmpty } from './suddenly-empty.ts'
import { takeGone } from './take-gone.ts'
import { type Run, takeItem } from './take-item.ts'
import { writeOurs } from './write-ours.ts'

type Needs = Pick<Context, 'config' | 'db' | 'jobs' | 'log'>
/** `obeysEmpty`: a person said that an empty calendar is right. */
export type Syncing = { readonly now: Date; readonly obeysEmpty: boolean }
export type Synced =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'read'
      readonly set: Partial<Pick<Calendar, 'syncToken' | 'etag' | 'expandedUntil'>>
      /** Something is left to be done at once. */
      readonly again: boolean
    }

const batch = 50

/** Brings an executive's calendar and ours together: first what changed there, then what changed here. */
export async function syncCaldav(context: Needs, calendar: Calendar, syncing: Syncing): Promise<Synced> {
  const { config, db } = context
  const { now } = syncing
  const run = { calendar, owner: await findOwner(db, calendar), now }
  const credentials = { username: calendar.username ?? '', password: secretOf(config, calendar) }
  const server = openServer(calendar.url, credentials, guardOf(config, davLimits))
  try {
    return await bringTogether(context, run, server, syncing)
  } finally {
    server.close()
  }
}

async function bringTogether(
  context: Needs,
  run: Run,
  server: CalendarServer,
  { now, obeysEmpty }: Syncing,
): Promise<Synced> {
  const { calendar } = run
  const anew = needsExpanding(calendar.expandedUntil, now)
  const { syncToken, etag: ctag } = calendar
  const remembered = anew ? { syncToken: null, ctag: null } : { syncToken, ctag }
  const changes = await server.changesSince(remembered)
  const known = await findStoredItems(context.db, calendar)
  const { gone, changed } = differences(changes, known, anew)
  const added = changed.filter((href) => !known.has(href)).length
  const emptied = { known: known.size, gone: gone.length, added, named: changes.kind === 'some' }
  if (!obeysEmpty && isSuddenlyEmpty(emptied)) return { kind: 'empty' }
  let lost = await each(context, run, gone, (tx, item) => takeGone(tx, run, item))
  for (let at = 0; at < changed.length; at += batch)
    lost += await takeBatch(context, run, await server.read(changed.slice(at, at + batch)))
  const again = calendar.writes ? await writeAndRead(context, run, server) : false
  // What could not be taken in is looked for again, so the place from which to go on stays.
  const next = { syncToken: changes.next.syncToken, etag: changes.next.ctag }
  return {
    kind: 'read',
    set: lost > 0 ? {} : { ...next, ...(anew && { expandedUntil: windowAt(now).until }) },
    again,
  }
}

function differences(changes: Changes, known: ReadonlyMap<string, StoredItem>, anew: boolean) {
  if (changes.kind === 'nothing') return { gone: [], changed: [] }
  const gone =
    changes.kind === 'all'
      ? [...known.values()].filter(({ href }) => !changes.changed.has(href))
      : changes.gone.flatMap((href) => known.get(href) ?? [])
  const changed = [...changes.changed].filter(([href, etag]) => anew || known.get(href)?.etag !== etag)
  return { gone, changed: changed.map(([href]) => href) }
}

async function takeBatch(context: Needs, run: Run, items: readonly Fetched[]): Promise<number> {
  const { owner, now } = run
  const options = { window: windowAt(now), timeZone: owner.timeZone, keepsSummaries: !owner.health }
  const readings = await readCalendars(
    items.map(({ text }) => text),
    options,
  )
  const read = items.map((item, place) => ({ item, reading: readings[place]?.[0] }))
  return each(context, run, read, (tx, { item, reading }) => takeItem(tx, run, item, reading))
}

type Transaction = Parameters<Parameters<Needs['db']['transaction']>[0]>[0]

/** Each in a transaction of its own: one that fails does not stop the rest. Answers how many failed. */
async function each<T>(
  { db, jobs, log }: Needs,
  { calendar }: Run,
  all: readonly T[],
  take: (tx: Transaction, one: T) => Promise<readonly DeliveryRef[]>,
): Promise<number> {
  let lost = 0
  for (const one of all) {
    try {
      await enqueueDeliveries(jobs, await db.transaction((tx) => take(tx, one)))
    } catch (err) {
      if (err instanceof CalendarFailure) throw err
      log.error({ event: 'calendar.itemFailed', calendarId: calendar.id, err })
      lost += 1
    }
  }
  return lost
}

/** What somebody else wrote first is taken in, and written by the next reading if it is still ours to write. */
async function writeAndRead(context: Needs, run: Run, server: CalendarServer): Promise<boolean> {
  const { again } = await writeOurs(context, run, server)
  await takeBatch(context, run, await server.read(again))
  return again.length > 0
}
