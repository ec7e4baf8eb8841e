import type { Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import type { Appointment, AppointmentKey, AppointmentType } from './appointment.ts'
import type { Doing } from './doing.ts'
import { dropReservation, type LockedExecutive, lockAgenda, lockAppointment } from './lock-agenda.ts'
import { findType, lookAtTime, type Times, timesWith } from './look-at-time.ts'
import { isGivenBy, mayBook } from './may-book.ts'
import { recordStep } from './record-step.ts'
import type { Busy } from './slot-facts.ts'
import { appointments } from './tables.ts'

const reservedForMs = 120_000

type Wanting = {
  readonly clientId: number
  readonly executiveId: string
  readonly typeId: string
  readonly startsAt: Date
}

export type Reserved =
  | { readonly kind: 'reserved'; readonly appointment: Appointment }
  | { readonly kind: 'taken'; readonly by: Busy['by'] }
  | { readonly kind: 'refused'; readonly why: 'past' | 'notOffered' | 'notBookableByHer' }

/** Keeps a time free for two minutes while she talks. */
export async function reserveTime(
  tx: Transaction,
  { clientId, executiveId, typeId, startsAt }: Wanting,
  doing: Doing,
  now: Date,
): Promise<Reserved> {
  if (startsAt <= now) return { kind: 'refused', why: 'past' }
  const executive = await lockAgenda(tx, { clientId, executiveId }, now)
  const type = await findType(tx, clientId, typeId)
  if (!type || !isGivenBy(type, executive)) return { kind: 'refused', why: 'notOffered' }
  if (!mayBook(type, doing)) return { kind: 'refused', why: 'notBookableByHer' }
  const times = timesWith(type, startsAt, new Date(startsAt.getTime() + type.minutes * 60_000))
  const asked = { clientId, executiveId, type, times, stands: 'everything', except: [] } as const
  const { taker, timeZone } = await lookAtTime(tx, asked, now)
  if (taker) return { kind: 'taken', by: taker.by }
  const until = new Date(now.getTime() + reservedForMs)
  const appointment = await insertReservation(tx, { executive, type, times, timeZone, until, doing }, now)
  return appointment ? { kind: 'reserved', appointment } : { kind: 'taken', by: 'appointment' }
}

type Reserving = {
  readonly executive: LockedExecutive
  readonly type: AppointmentType
  readonly times: Times
  /** The client's. */
  readonly timeZone: string
  readonly until: Date
  readonly doing: Doing
  /** Whom it is offered to; none while a secretary talks. */
  readonly caller?: Partial<Appointment>
}

/** The agenda is locked and the time was seen to be free; null where the database knows better. */
export async function insertReservation(
  tx: Transaction,
  { executive, type, times, timeZone, until, doing, caller }: Reserving,
  now: Date,
): Promise<Appointment | null> {
  const id = newId()
  const [appointment] = await tx
    .insert(appointments)
    .values({
      ...{
        clientId: executive.clientId,
        id,
        executiveId: executive.id,
        typeId: type.id,
        state: 'reserved',
        uid: id,
      },
      ...{ ...times, timeZone: executive.choices.timeZone ?? timeZone, title: type.name },
      ...{
        venue: type.venue,
        venueDetail: type.venueDetail,
        language: executive.language,
        reservedUntil: until,
      },
      ...{ bookedById: bookerOf(doing), createdAt: now, changedAt: now },
      ...caller,
    })
    .onConflictDoNothing()
    .returning()
  if (appointment) await recordStep(tx, { before: null, after: appointment, verb: 'reserved', doing }, now)
  return appointment ?? null
}

/** The secretary who has it reserved. */
export const bookerOf = ({ actor }: Doing): string | null =>
  actor.kind === 'secretary' || actor.kind === 'supervisor' || actor.kind === 'owner' ? actor.id : null

/** She offers another time. Only who has it reserved gives it back; safe to repeat. */
export async function releaseTime(
  tx: Transaction,
  key: AppointmentKey,
  doing: Doing,
  now: Date,
): Promise<'released' | 'notReserved'> {
  const found = await lockAppointment(tx, key, now)
  const isHers = found?.appointment.state === 'reserved' && found.appointment.bookedById === bookerOf(doing)
  if (!found || !isHers) return 'notReserved'
  await dropReservation(tx, found.appointment, doing.actor, now)
  return 'released'
}
