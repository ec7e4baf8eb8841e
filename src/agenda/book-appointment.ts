import { and, eq, gt, inArray, lte } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { AppError } from '../errors.ts'
import type { Language } from '../i18n/text.ts'
import { takeOrder } from '../mandates/take-order.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { Appointment, AppointmentType } from './appointment.ts'
import type { Venue } from './appointment-type.ts'
import { checkTimes } from './check-times.ts'
import { type Doing, orderOf } from './doing.ts'
import { findAuthority } from './find-authority.ts'
import { lockAgenda } from './lock-agenda.ts'
import { findType, lookAtTime, standsFor, type Times, timesWith } from './look-at-time.ts'
import { isGivenBy, mayBook } from './may-book.ts'
import { bookerOf } from './reserve-time.ts'
import { appointments } from './tables.ts'
import { writeBooking } from './write-booking.ts'

export type NewBooking = {
  readonly clientId: number
  readonly executiveId: string
  /** Null for what is of no type: then it needs `endsAt` and a title. */
  readonly typeId: string | null
  readonly startsAt: Date
  readonly endsAt?: Date
  /** The reservation that it is made of, if that has not run out meanwhile. */
  readonly reservedId?: string
  /** The time that is kept for the caller who waited, whoever writes it down. */
  readonly offeredId?: string
  readonly seriesId?: string
  readonly title?: string
  readonly venue?: Venue
  readonly venueDetail?: string | null
  readonly caller: {
    readonly name: string | null
    readonly number: PhoneNumber | null
    readonly email: string | null
    readonly contactId: string | null
    readonly language: Language
  }
  readonly details: { question: string; answer: string }[]
  readonly note: string | null
  readonly source: { readonly kind: 'call' | 'text'; readonly id: string } | null
  readonly bookedElsewhere?: string
  /** The executive told her so in that call, and proved who she is. */
  readonly order?: { readonly callId: string; readonly codeWord: string } | null
}

export type Booked =
  | {
      readonly kind: 'booked'
      readonly appointment: Appointment
      readonly actId: string
      /** For `enqueueDeliveries` after the commit. */
      readonly deliveries: DeliveryRef[]
    }
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly why: 'mustNot' | 'notBookableByHer' | 'past' | 'notOffered' }
  /** `until`: after too many wrong ones none is looked at before then. */
  | { readonly kind: 'wrongCodeWord'; readonly until: Date | null }

/**
 * Books a time, in the caller's transaction, which is to be committed whatever the answer. Under her mandate it is
 * confirmed at once or proposed to the executive.
 */
export async function bookAppointment(
  tx: Transaction,
  booking: NewBooking,
  said: Doing,
  now: Date,
): Promise<Booked> {
  const doing = await withOrder(tx, booking, said, now)
  if ('kind' in doing) return doing
  const prepared = await prepareBooking(tx, booking, doing, now)
  return prepared.kind === 'ready' ? writeBooking(tx, prepared, now) : prepared
}

type Ready = Parameters<typeof writeBooking>[1] & { readonly kind: 'ready' }
export type NotReady = Extract<Booked, { kind: 'taken' | 'refused' }>

/** All that is looked at before a booking is written. From here on the agenda is locked. */
export async function prepareBooking(
  tx: Transaction,
  booking: NewBooking,
  doing: Doing,
  now: Date,
): Promise<Ready | NotReady> {
  if (booking.startsAt <= now) return { kind: 'refused', why: 'past' }
  if (await isPlainlyTaken(tx, booking)) return { kind: 'taken' }
  const executive = await lockAgenda(tx, booking, now)
  const type = await findType(tx, booking.clientId, booking.typeId)
  if (booking.typeId !== null && (!type || !isGivenBy(type, executive)))
    return { kind: 'refused', why: 'notOffered' }
  if (type && !mayBook(type, doing)) return { kind: 'refused', why: 'notBookableByHer' }
  const times = timesFor(booking, type)
  const stands = standsFor(doing, booking.bookedElsewhere ?? null)
  const reserved = await findReserved(tx, booking, doing)
  const except = reserved ? [reserved.id] : []
  const { clientId, executiveId } = booking
  const looked = await lookAtTime(tx, { clientId, executiveId, type, times, stands, except }, now)
  if (looked.taker) return { kind: 'taken' }
  const wanting = { executive, type, startsAt: times.startsAt, movedId: null, ...looked }
  // What was agreed elsewhere is only written down: nobody is asked.
  const granted = booking.bookedElsewhere
    ? ({ kind: 'decides', authority: null } as const)
    : await findAuthority(tx, wanting, doing, now)
  if (granted.kind === 'mustNot') return { kind: 'refused', why: 'mustNot' }
  return { kind: 'ready', booking, executive, type, times, reserved, granted, doing, ...looked }
}

/** Seen without waiting for the lock: of a hundred who want the same time, most are told at once. */
async function isPlainlyTaken(tx: Transaction, booking: NewBooking): Promise<boolean> {
  const { clientId, executiveId, state, blockedFrom, blockedUntil } = appointments
  const [taker] = await tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(
      and(
        eq(clientId, booking.clientId),
        eq(executiveId, booking.executiveId),
        inArray(state, ['proposed', 'confirmed']),
        lte(blockedFrom, booking.startsAt),
        gt(blockedUntil, booking.startsAt),
      ),
    )
    .limit(1)
  return taker !== undefined
}

/** With an order the acts cite it, and no mandate is asked. */
export async function withOrder(
  tx: Transaction,
  { clientId, executiveId, order }: NewBooking,
  said: Doing,
  now: Date,
): Promise<Doing | Extract<Booked, { kind: 'wrongCodeWord' }>> {
  if (!order) return said
  const taken = await takeOrder(tx, { clientId, executiveId }, order.codeWord, now)
  if (taken.kind === 'right') return { ...said, authority: orderOf(order.callId) }
  return { kind: 'wrongCodeWord', until: taken.kind === 'tooMany' ? taken.until : null }
}

function timesFor({ startsAt, endsAt, title }: NewBooking, type: AppointmentType | null): Times {
  const end = endsAt ?? (type && new Date(startsAt.getTime() + type.minutes * 60_000))
  if (!end)
    throw new AppError(422, 'noEnd', 'an appointment of no type without an end; expected when it ends')
  if (!type && !title)
    throw new AppError(422, 'noTitle', 'an appointment of no type without a title; expected what it is')
  checkTimes(startsAt, end)
  return timesWith(type ?? { bufferBefore: 0, bufferAfter: 0 }, startsAt, end)
}

/** The reservation she holds for it, or that the software holds for him, as long as it holds. */
async function findReserved(
  tx: Transaction,
  { clientId, reservedId, offeredId }: NewBooking,
  doing: Doing,
): Promise<Appointment | null> {
  const id = offeredId ?? reservedId
  if (!id) return null
  const isIt = and(eq(appointments.clientId, clientId), eq(appointments.id, id))
  const [found] = await tx.select().from(appointments).where(isIt).for('update')
  const holder = offeredId ? null : bookerOf(doing)
  return found?.state === 'reserved' && found.bookedById === holder ? found : null
}
