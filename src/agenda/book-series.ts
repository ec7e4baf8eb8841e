import { and, asc, eq, gte } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Appointment, AppointmentKey } from './appointment.ts'
import { type Booked, type NewBooking, type NotReady, prepareBooking, withOrder } from './book-appointment.ts'
import { type Changed, changeAppointment } from './change-appointment.ts'
import type { Change } from './decide-change.ts'
import type { Doing } from './doing.ts'
import { findTimeZone } from './find-time-zone.ts'
import type { LocalMoment } from './local-moment.ts'
import { type Rhythm, type SeriesStart, seriesStarts } from './series-starts.ts'
import { appointments } from './tables.ts'
import { writeBooking } from './write-booking.ts'

const mostTimes = 52

type Series = {
  readonly rhythm: Rhythm
  /** How many in all. */
  readonly times: number
  /** Local dates (2026-12-24) on which there shall be none, such as those that were in conflict. */
  readonly without: readonly string[]
}

/** Why there cannot be one on that local date. */
export type SeriesConflict = {
  readonly date: string
  readonly why: 'taken' | Extract<NotReady, { kind: 'refused' }>['why'] | Exclude<LocalMoment['kind'], 'once'>
}

export type SeriesBooked =
  | {
      readonly kind: 'booked'
      readonly seriesId: string
      readonly appointments: readonly Appointment[]
      readonly deliveries: readonly DeliveryRef[]
    }
  /** Nothing was written. */
  | { readonly kind: 'conflicts'; readonly conflicts: readonly SeriesConflict[] }
  | Extract<Booked, { kind: 'wrongCodeWord' }>

/** Books several at once, each an appointment of its own: all of them, or none and why. */
export async function bookSeries(
  tx: Transaction,
  booking: NewBooking,
  { rhythm, times, without }: Series,
  said: Doing,
  now: Date,
): Promise<SeriesBooked> {
  if (!Number.isInteger(times) || times < 2 || times > mostTimes)
    throw new AppError(422, 'badSeries', `${times} times; expected 2 to ${mostTimes}`)
  const doing = await withOrder(tx, booking, said, now)
  if ('kind' in doing) return doing
  const timeZone = await findTimeZone(tx, booking)
  const starts = seriesStarts(booking.startsAt, rhythm, times, timeZone)
  const wanted = starts.filter(({ date }) => !without.includes(date))
  const prepared = await prepareAll(tx, { ...booking, seriesId: newId() }, wanted, doing, now)
  const conflicts = prepared.flatMap((one) => ('why' in one ? [one] : []))
  if (conflicts.length > 0) return { kind: 'conflicts', conflicts }
  const written: Extract<Booked, { kind: 'booked' }>[] = []
  for (const one of prepared) if (!('why' in one)) written.push(await write(tx, one, now))
  return {
    kind: 'booked',
    seriesId: written[0]?.appointment.seriesId ?? '',
    appointments: written.map(({ appointment }) => appointment),
    deliveries: written.flatMap(({ deliveries }) => deliveries),
  }
}

/** One time of a series, and what would become of it now. */
export type SeriesTime = {
  readonly date: string
  /** Null where the clock does not show it, or shows it twice. */
  readonly at: Date | null
  readonly fate: 'decides' | 'asks' | SeriesConflict['why']
}

/** What `bookSeries` would do; nothing is written. */
export async function previewSeries(
  tx: Transaction,
  booking: NewBooking,
  { rhythm, times }: Omit<Series, 'without'>,
  doing: Doing,
  now: Date,
): Promise<SeriesTime[]> {
  const starts = seriesStarts(booking.startsAt, rhythm, times, await findTimeZone(tx, booking))
  const prepared = await prepareAll(tx, booking, starts, doing, now)
  return starts.map(({ date, moment }, place) => {
    const one = prepared[place]
    const at = moment.kind === 'once' ? moment.at : null
    if (!one) throw new Error('each start was prepared')
    return { date, at, fate: 'why' in one ? one.why : one.granted.kind }
  })
}

type Prepared = Extract<Awaited<ReturnType<typeof prepareBooking>>, { kind: 'ready' }>

async function prepareAll(
  tx: Transaction,
  booking: NewBooking,
  starts: readonly SeriesStart[],
  doing: Doing,
  now: Date,
): Promise<(Prepared | SeriesConflict)[]> {
  const prepared: (Prepared | SeriesConflict)[] = []
  for (const { date, moment } of starts) {
    if (moment.kind !== 'once') prepared.push({ date, why: moment.kind })
    else {
      const one = await prepareBooking(tx, shifted(booking, moment.at), doing, now)
      if (one.kind === 'ready') prepared.push(one)
      else prepared.push({ date, why: one.kind === 'taken' ? 'taken' : one.why })
    }
  }
  return prepared
}

/** The same on another day; the reservation is for the first. */
function shifted({ reservedId, ...booking }: NewBooking, startsAt: Date): NewBooking {
  const byMs = startsAt.getTime() - booking.startsAt.getTime()
  const endsAt = booking.endsAt && new Date(booking.endsAt.getTime() + byMs)
  return {
    ...{ ...booking, startsAt },
    ...(endsAt && { endsAt }),
    ...(byMs === 0 && reservedId && { reservedId }),
  }
}

async function write(
  tx: Transaction,
  prepared: Prepared,
  now: Date,
): Promise<Extract<Booked, { kind: 'booked' }>> {
  const booked = await writeBooking(tx, prepared, now)
  if (booked.kind === 'booked') return booked
  throw new AppError(409, 'taken', `${prepared.times.startsAt.toISOString()} was taken meanwhile`)
}

/** The same change to this one and all that come after it in its series: each as it goes, in their order. */
export async function changeFromHereOn(
  tx: Transaction,
  { clientId, appointmentId }: AppointmentKey,
  change: Extract<Change, { step: 'cancel' | 'decline' | 'confirm' }>,
  doing: Doing,
  now: Date,
): Promise<Changed[]> {
  const isIt = and(eq(appointments.clientId, clientId), eq(appointments.id, appointmentId))
  const [first] = await tx.select().from(appointments).where(isIt)
  if (!first?.seriesId) return [await changeAppointment(tx, { clientId, appointmentId }, change, doing, now)]
  const following = await tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(
      and(
        eq(appointments.clientId, clientId),
        eq(appointments.executiveId, first.executiveId),
        eq(appointments.seriesId, first.seriesId),
        gte(appointments.startsAt, first.startsAt),
      ),
    )
    .orderBy(asc(appointments.startsAt))
  const changed: Changed[] = []
  for (const { id } of following)
    changed.push(await changeAppointment(tx, { clientId, appointmentId: id }, change, doing, now))
  return changed
}
