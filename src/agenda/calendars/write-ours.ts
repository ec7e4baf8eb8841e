import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Appointment } from '../appointment.ts'
import { isStanding } from '../states.ts'
import { appointments } from '../tables.ts'
import type { CalendarServer } from './caldav/open-server.ts'
import { amendedText, newItemText } from './item-text.ts'
import { forgetItems, type StoredItem, saveItem } from './stored-items.ts'
import { calendarItems } from './tables.ts'
import { hashOfOurs, type Run } from './take-item.ts'

type Needs = Pick<Context, 'db'>
type Unwritten = { readonly appointment: Appointment; readonly item: StoredItem | null }

/** `again`: somebody was there first, so it is to be read before it is written. */
export type WrittenOurs = { readonly written: number; readonly again: readonly string[] }

/** Puts her coming appointments into her calendar as they are now, and takes out what does not stand any more. */
export async function writeOurs(context: Needs, run: Run, server: CalendarServer): Promise<WrittenOurs> {
  const again: string[] = []
  let written = 0
  for (const { appointment, item } of await findUnwritten(context, run)) {
    const href = item?.href ?? hrefFor(run, appointment)
    const done = isStanding(appointment.state)
      ? await put(context, run, server, { appointment, item, href })
      : await takeOut(context, run, server, item)
    if (done) written += 1
    else again.push(href)
  }
  return { written, again }
}

const hrefFor = ({ calendar }: Run, { id }: Appointment): string =>
  new URL(`permanence-${id}.ics`, calendar.url.endsWith('/') ? calendar.url : `${calendar.url}/`).pathname

function findUnwritten({ db }: Needs, { calendar, now }: Run): Promise<Unwritten[]> {
  const { clientId, executiveId, id } = calendar
  const isItsItem = and(
    eq(calendarItems.clientId, appointments.clientId),
    eq(calendarItems.calendarId, id),
    eq(calendarItems.appointmentId, appointments.id),
  )
  const differs = or(
    isNull(calendarItems.appointmentVersion),
    sql`${calendarItems.appointmentVersion} <> ${appointments.version}`,
  )
  const wanted = or(
    and(inArray(appointments.state, ['proposed', 'confirmed']), or(isNull(calendarItems.href), differs)),
    and(inArray(appointments.state, ['declined', 'cancelled']), isNotNull(calendarItems.href), differs),
  )
  return db
    .select({ appointment: appointments, item: calendarItems })
    .from(appointments)
    .leftJoin(calendarItems, isItsItem)
    .where(
      and(
        eq(appointments.clientId, clientId),
        eq(appointments.executiveId, executiveId),
        gt(appointments.endsAt, now),
        wanted,
      ),
    )
    .orderBy(asc(appointments.startsAt))
}

type Putting = {
  readonly appointment: Appointment
  readonly item: StoredItem | null
  readonly href: string
}

async function put(
  { db }: Needs,
  run: Run,
  server: CalendarServer,
  { appointment, item, href }: Putting,
): Promise<boolean> {
  const { calendar, owner, now } = run
  const text = item ? await amended(server, item, appointment, now) : newItemText(appointment, owner, now)
  if (text === null) return false
  const answer = await server.write(href, text, item?.etag ?? null)
  if (answer.kind === 'stale') return false
  const etag = answer.etag ?? (await server.read([href]))[0]?.etag ?? null
  const { id: appointmentId, uid, version: appointmentVersion, startsAt, endsAt, state } = appointment
  const status = state === 'proposed' ? 'tentative' : 'confirmed'
  const contentHash = hashOfOurs({ startsAt, endsAt, status, lastModified: now })
  await saveItem(db, calendar, { href, etag, uid, contentHash, appointmentId, appointmentVersion })
  return true
}

/** Null where it is not as we knew it. */
async function amended(
  server: CalendarServer,
  { href, etag }: StoredItem,
  appointment: Appointment,
  now: Date,
): Promise<string | null> {
  const [found] = await server.read([href])
  return found && found.etag === etag ? amendedText(found.text, appointment, now) : null
}

async function takeOut(
  { db }: Needs,
  { calendar }: Run,
  server: CalendarServer,
  item: StoredItem | null,
): Promise<boolean> {
  if (!item) return true
  if ((await server.remove(item.href, item.etag)) === 'stale') return false
  await forgetItems(db, calendar, [item.href])
  return true
}
