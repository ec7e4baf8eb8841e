import type { Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import { ask } from '../mandates/ask.ts'
import type { Appointment, AppointmentType } from './appointment.ts'
import type { Booked, NewBooking } from './book-appointment.ts'
import { type Doing, isHuman } from './doing.ts'
import type { Granted } from './find-authority.ts'
import { followChange } from './follow-change.ts'
import { dropReservation, type LockedExecutive } from './lock-agenda.ts'
import type { Times } from './look-at-time.ts'
import { recordStep } from './record-step.ts'
import { bookerOf } from './reserve-time.ts'
import { appointments } from './tables.ts'
import { updateAppointment } from './write-change.ts'

type Writing = {
  readonly booking: NewBooking
  readonly executive: LockedExecutive
  readonly type: AppointmentType | null
  readonly times: Times
  /** The client's. */
  readonly timeZone: string
  readonly reserved: Appointment | null
  readonly granted: Exclude<Granted, { kind: 'mustNot' }>
  readonly doing: Doing
}

/** Writes a booking whose time was seen to be free under the lock: its row, act, question, and what follows. */
export async function writeBooking(tx: Transaction, writing: Writing, now: Date): Promise<Booked> {
  const { reserved, granted, doing } = writing
  const before = reserved && isForIt(reserved, writing) ? reserved : null
  if (reserved && !before) await dropReservation(tx, reserved, doing.actor, now)
  const columns = columnsOf(writing)
  const after = before
    ? await updateAppointment(tx, before, columns, now)
    : await insertAppointment(tx, writing, columns, now)
  if (!after) return { kind: 'taken' }
  const { authority } = granted
  const verb = granted.kind === 'asks' ? 'proposed' : 'confirmed'
  const actId = await recordStep(tx, { before, after, verb, doing, authority }, now)
  if (granted.kind === 'asks') await ask(tx, { ...after, subjectId: after.id }, granted.asking, now)
  const deliveries = await followChange(tx, { before: null, after, actId, doing }, now)
  return { kind: 'booked', appointment: after, actId, deliveries }
}

/** She may have gone on to another time than the one she reserved. */
function isForIt(reserved: Appointment, { booking, times }: Writing): boolean {
  return (
    reserved.executiveId === booking.executiveId &&
    reserved.typeId === booking.typeId &&
    reserved.startsAt.getTime() === times.startsAt.getTime() &&
    reserved.endsAt.getTime() === times.endsAt.getTime()
  )
}

function columnsOf({ booking, type, times, granted, doing }: Writing) {
  const { caller, title, venue, venueDetail, note, source, bookedElsewhere = null, seriesId = null } = booking
  return {
    ...times,
    ...{
      state: granted.kind === 'asks' ? ('proposed' as const) : ('confirmed' as const),
      seriesId,
      bookedElsewhere,
    },
    ...{ title: title ?? type?.name ?? '', venue: venue ?? type?.venue ?? 'onSite', note },
    venueDetail: venueDetail === undefined ? (type?.venueDetail ?? null) : venueDetail,
    ...{ callerName: caller.name, callerNumber: caller.number, callerEmail: caller.email },
    ...{ contactId: caller.contactId, language: caller.language, details: [...booking.details] },
    ...{ sourceKind: source?.kind ?? null, sourceId: source?.id ?? null, bookedById: bookerOf(doing) },
    ...{ reservedUntil: null, decidedAt: isHuman(doing) ? doing.saidAt : null },
  }
}

/** Nothing comes back where the database knows better than what was seen. */
async function insertAppointment(
  tx: Transaction,
  { booking, executive, timeZone }: Writing,
  columns: ReturnType<typeof columnsOf>,
  now: Date,
): Promise<Appointment | undefined> {
  const id = newId()
  const { clientId, executiveId, typeId } = booking
  const agreedIn = executive.choices.timeZone ?? timeZone
  const [after] = await tx
    .insert(appointments)
    .values({
      ...{ ...columns, clientId, id, executiveId, typeId, uid: id, timeZone: agreedIn },
      ...{ createdAt: now, changedAt: now },
    })
    .onConflictDoNothing()
    .returning()
  return after
}
