import { z } from 'zod'
import type { Context } from '../../context.ts'
import { enqueueDeliveries } from '../../deliveries/enqueue-deliveries.ts'
import { parsePhoneNumber } from '../../phone-number.ts'
import { singleLine } from '../../plain-text.ts'
import type { Session } from '../../secretaries/session.ts'
import type { AppointmentType } from '../appointment.ts'
import { type Booked, bookAppointment, type NewBooking } from '../book-appointment.ts'
import { bookSeries, type SeriesBooked } from '../book-series.ts'
import { findAppointment } from '../find-appointment.ts'
import type { Rhythm } from '../series-starts.ts'
import { isStanding } from '../states.ts'
import { type BookingForm, type Picked, sourceOf } from './booking-form.ts'
import type { Bookable } from './find-bookable.ts'
import { doingOf } from './pick-time.ts'
import { timesOf } from './series-form.ts'

export const wrongFields = ['name', 'number', 'email', 'orderCall'] as const
export type WrongField = (typeof wrongFields)[number]

type Booking = {
  readonly bookable: Bookable
  readonly type: AppointmentType
  readonly picked: Picked
  readonly form: BookingForm
}

/** What is wrong with what she wrote, by field. */
export function checkBookingForm(form: BookingForm): WrongField[] {
  const { name, number, email, codeWord, orderCall } = form
  const wrong = {
    name: name === '' && number === '',
    number: number !== '' && !parsePhoneNumber(number),
    email: email !== '' && !z.email().safeParse(email).success,
    orderCall: codeWord !== '' && !orderCall,
  }
  return wrongFields.filter((field) => wrong[field])
}

/** Books what she picked. A form that was sent twice finds its own booking. */
export async function bookPicked(
  context: Pick<Context, 'db' | 'jobs' | 'live' | 'now'>,
  session: Session,
  booking: Booking,
): Promise<
  Exclude<Booked, { kind: 'booked' }> | { readonly kind: 'booked'; readonly appointmentId: string }
> {
  const { db, now } = context
  const at = now()
  const earlier = await findHers(context, session, booking)
  if (earlier) return { kind: 'booked', appointmentId: earlier }
  const booked = await db.transaction((tx) =>
    bookAppointment(tx, bookingOf(booking), doingOf(session, at), at),
  )
  context.live.changed([booking.bookable.client.clientId])
  if (booked.kind !== 'booked') return booked
  await enqueueDeliveries(context.jobs, booked.deliveries)
  return { kind: 'booked', appointmentId: booked.appointment.id }
}

async function findHers(
  { db }: Pick<Context, 'db'>,
  { scope, secretary }: Session,
  { bookable, form }: Booking,
): Promise<string | null> {
  if (!form.reserved) return null
  const key = { clientId: bookable.client.clientId, appointmentId: form.reserved }
  const found = await findAppointment(db, scope, key)
  const isHers = found?.appointment.bookedById === secretary.id && isStanding(found.appointment.state)
  return isHers ? form.reserved : null
}

export function bookingOf({ bookable, type, picked, form }: Booking): NewBooking {
  const { client } = bookable
  const { reserved, codeWord, orderCall, note, name, email, contact } = form
  return {
    ...{ clientId: client.clientId, ...picked, typeId: type.id, source: sourceOf(form), note: note || null },
    ...(reserved && { reservedId: reserved }),
    ...(codeWord && orderCall && { order: { callId: orderCall, codeWord } }),
    caller: {
      ...{ name: singleLine(name, 200) || null, number: parsePhoneNumber(form.number) },
      ...{ email: email || null, contactId: contact, language: client.language },
    },
    details: type.questions.flatMap((question, place) => {
      const answer = form.answers[place]
      return answer ? { question, answer } : []
    }),
  }
}

type SeriesDone =
  | Exclude<SeriesBooked, { kind: 'booked' }>
  | { readonly kind: 'booked'; readonly appointmentId: string }

/** Books what she picked and its repetitions, without the dates that she left out. */
export async function bookRepeated(
  context: Pick<Context, 'db' | 'jobs' | 'live' | 'now'>,
  session: Session,
  booking: Booking,
  rhythm: Rhythm,
): Promise<SeriesDone> {
  const { db, now } = context
  const at = now()
  const earlier = await findHers(context, session, booking)
  if (earlier) return { kind: 'booked', appointmentId: earlier }
  const { form, picked, bookable } = booking
  const { without } = form
  const times = timesOf(form, rhythm, picked.startsAt, zoneOf(bookable, picked.executiveId))
  const booked = await db.transaction((tx) =>
    bookSeries(tx, bookingOf(booking), { rhythm, times, without }, doingOf(session, at), at),
  )
  context.live.changed([bookable.client.clientId])
  if (booked.kind !== 'booked') return booked
  await enqueueDeliveries(context.jobs, booked.deliveries)
  return { kind: 'booked', appointmentId: booked.appointments[0]?.id ?? '' }
}

/** The clock on which a time with her is agreed. */
export const zoneOf = ({ client, executives }: Bookable, executiveId: string): string =>
  executives.find(({ id }) => id === executiveId)?.choices.timeZone ?? client.hours.timeZone
