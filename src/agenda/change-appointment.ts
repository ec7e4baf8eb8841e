import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { AppError } from '../errors.ts'
import type { Appointment, AppointmentKey, AppointmentType } from './appointment.ts'
import { checkTimes } from './check-times.ts'
import { type Change, decideChange, sameTimes, timesOf } from './decide-change.ts'
import type { Doing } from './doing.ts'
import { findAuthority } from './find-authority.ts'
import { lockAppointment } from './lock-agenda.ts'
import { findType, type Looked, lookAtTime, standsFor, type Times, timesWith } from './look-at-time.ts'
import { keepOvertaken, repeatWord } from './overtaken.ts'
import { type AppointmentState, blocksTime, stateAfter } from './states.ts'
import { type Going, writeChange } from './write-change.ts'

export type { Change } from './decide-change.ts'

export type Changed =
  | {
      readonly kind: 'changed'
      readonly appointment: Appointment
      readonly before: Appointment
      readonly actId: string
      /** For `enqueueDeliveries` after the commit. */
      readonly deliveries: DeliveryRef[]
    }
  /** Somebody or something else has that time, as long as said. */
  | { readonly kind: 'taken'; readonly until: Date | null }
  | { readonly kind: 'unchanged' }
  /** A later human word stands. */
  | { readonly kind: 'overtaken'; readonly appointment: Appointment }
  | { readonly kind: 'notPossible'; readonly state: AppointmentState }
  /** Not under her mandate: only the executive herself, or by her order. */
  | { readonly kind: 'notAllowed'; readonly why: 'asks' | 'mustNot' }
  | { readonly kind: 'past' }

/**
 * One step of an appointment, in the caller's transaction. Under the lock of the executive's whole agenda, so that what
 * was seen to be free still is when it is written.
 */
export async function changeAppointment(
  tx: Transaction,
  key: AppointmentKey,
  change: Change,
  said: Doing,
  now: Date,
): Promise<Changed> {
  const found = await lockAppointment(tx, key, now)
  if (!found) throw new AppError(404, 'notFound', `There is no appointment ${key.appointmentId}`)
  const { appointment } = found
  // Clocks of mail programs and calendars may be ahead.
  const doing = said.saidAt > now ? { ...said, saidAt: now } : said
  const decided = decideChange(appointment, change, doing, now)
  switch (decided) {
    case 'go':
      return change.step === 'move' || change.step === 'confirm'
        ? takeTime(tx, { ...found, change, doing }, now)
        : writeChange(tx, { ...found, change, doing }, { state: endOf(appointment, change) }, now)
    case 'unchanged':
      await repeatWord(tx, appointment, doing)
      return { kind: 'unchanged' }
    case 'overtaken':
      await keepOvertaken(tx, appointment, change, doing, now)
      return { kind: 'overtaken', appointment }
    case 'notPossible':
      return { kind: 'notPossible', state: appointment.state }
    case 'past':
      return { kind: 'past' }
    default:
      return decided satisfies never
  }
}

const endOf = ({ state }: Appointment, { step }: Change): AppointmentState => stateAfter(state, step) ?? state

/** A move and a yes need the time to be free, and the right to say so. */
async function takeTime(tx: Transaction, going: Going, now: Date): Promise<Changed> {
  const { appointment, change, doing } = going
  const type = await findType(tx, appointment.clientId, appointment.typeId)
  const times = blockedTimes(appointment, change, type)
  const looked = await look(tx, going, times, type, now)
  const keepsTime = blocksTime(appointment.state) && sameTimes(appointment, change)
  if (looked.taker && !keepsTime) return { kind: 'taken', until: looked.taker.endsAt }
  // Another room is no other time: nobody is asked again.
  if (change.step === 'move' && keepsTime)
    return writeChange(tx, going, { state: appointment.state, times }, now)
  const wanting = { executive: going.executive, type, startsAt: times.startsAt, movedId: appointment.id }
  const granted = await findAuthority(tx, { ...wanting, ...looked }, doing, now)
  if (granted.kind === 'mustNot') return { kind: 'notAllowed', why: 'mustNot' }
  if (granted.kind === 'asks' && change.step === 'confirm') return { kind: 'notAllowed', why: 'asks' }
  // An executive who moves it says yes to the new time; a secretary who must ask does so again.
  const state = granted.kind === 'asks' ? 'proposed' : 'confirmed'
  return writeChange(tx, going, { state, times, granted }, now)
}

/** The buffers of its type as it is now; of what was agreed elsewhere none. */
function blockedTimes(appointment: Appointment, change: Change, type: AppointmentType | null): Times {
  if (sameTimes(appointment, change)) return appointment
  const { startsAt, endsAt } = timesOf(appointment, change)
  checkTimes(startsAt, endsAt)
  return timesWith(type ?? { bufferBefore: 0, bufferAfter: 0 }, startsAt, endsAt)
}

function look(
  tx: Transaction,
  { appointment, doing }: Going,
  times: Times,
  type: AppointmentType | null,
  now: Date,
): Promise<Looked> {
  const { clientId, executiveId, id, bookedElsewhere } = appointment
  const stands = standsFor(doing, bookedElsewhere)
  return lookAtTime(tx, { clientId, executiveId, type, times, stands, except: [id] }, now)
}
