import { hash } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import type { Appointment } from '../appointment.ts'
import { lockAppointment } from '../lock-agenda.ts'
import { appointments } from '../tables.ts'
import type { Fetched } from './caldav/open-server.ts'
import type { Calendar } from './claim-calendar.ts'
import { decide } from './decide.ts'
import { findOwnUids, type Owner } from './find-owner.ts'
import { followWord } from './follow-word.ts'
import { forgetBusyTimes, keepBusyTimes } from './keep-busy-times.ts'
import type { FirstTime, Reading } from './reading/read-text.ts'
import { findItemOf, findStoredItem, type StoredItem, saveItem } from './stored-items.ts'

/** One reading of one calendar. */
export type Run = { readonly calendar: Calendar; readonly owner: Owner; readonly now: Date }
type ReadItem = Extract<Reading, { kind: 'read' }>

/** Takes in one item that changed there, in a transaction of its own. */
export async function takeItem(
  tx: Transaction,
  run: Run,
  item: Fetched,
  reading: Reading | undefined,
): Promise<readonly DeliveryRef[]> {
  const { calendar } = run
  const { href, etag } = item
  const known = await findStoredItem(tx, calendar, href)
  if (reading?.kind !== 'read') {
    const before = known ?? { uid: reading?.uid ?? '', contentHash: '' }
    await saveItem(tx, calendar, { ...before, href, etag, refused: reading?.why ?? 'malformed' })
    return []
  }
  const ours = calendar.writes ? await findOurs(tx, run, reading.uid, href) : null
  if (ours) return takeOurs(tx, run, { ours, known, item, reading })
  const own = await findOwnUids(tx, run.owner, [reading.uid])
  if (own.has(reading.uid)) await forgetBusyTimes(tx, calendar, href)
  else await keepBusyTimes(tx, calendar, { ...reading, href })
  await saveItem(tx, calendar, { href, etag, uid: reading.uid, contentHash: reading.contentHash })
  return []
}

/** Unless another item shows it already: an invitation may lie beside what we wrote. */
async function findOurs(
  tx: Transaction,
  { calendar, now }: Run,
  uid: string,
  href: string,
): Promise<Appointment | null> {
  const { clientId, executiveId } = calendar
  const [named] = await tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(
      and(
        eq(appointments.clientId, clientId),
        eq(appointments.executiveId, executiveId),
        eq(appointments.uid, uid),
        ne(appointments.state, 'reserved'),
      ),
    )
  if (!named) return null
  const shown = await findItemOf(tx, calendar, named.id)
  if (shown && shown.href !== href) return null
  const locked = await lockAppointment(tx, { clientId, appointmentId: named.id }, now)
  return locked?.appointment ?? null
}

type Ours = {
  readonly ours: Appointment
  readonly known: StoredItem | null
  readonly item: Fetched
  readonly reading: ReadItem
}

async function takeOurs(
  tx: Transaction,
  { calendar, now }: Run,
  { ours, known, item, reading }: Ours,
): Promise<readonly DeliveryRef[]> {
  const contentHash = hashOfOurs(reading.first)
  const agreed = known?.appointmentId
    ? { contentHash: known.contentHash, version: known.appointmentVersion }
    : null
  const { readAt } = calendar
  const verdict = decide({ here: ours, there: { ...reading.first, contentHash }, agreed, readAt, now })
  const { href, etag } = item
  const save = (appointmentVersion: number | null) =>
    saveItem(tx, calendar, {
      ...{ href, etag, uid: reading.uid, contentHash, appointmentId: ours.id, appointmentVersion },
    })
  await forgetBusyTimes(tx, calendar, href)
  if (verdict.kind !== 'follow') {
    await save(verdict.kind === 'writeBack' ? null : agreed ? agreed.version : ours.version)
    return []
  }
  const { agrees, version, deliveries } = await followWord(tx, calendar, ours, verdict, now)
  await save(agrees ? version : null)
  return deliveries
}

/** Of an appointment only its time and its state are followed: she may call it what she likes. */
export const hashOfOurs = ({ startsAt, endsAt, status }: FirstTime): string =>
  hash('sha256', JSON.stringify([startsAt, endsAt, status]))
