import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { AppointmentType } from './appointment.ts'
import type { Doing } from './doing.ts'
import { isOffered } from './find-slots.ts'
import { loadSlotFacts } from './load-slot-facts.ts'
import { type Busy, type SlotFacts, takerOf } from './slot-facts.ts'
import { appointmentTypes } from './tables.ts'

export type Times = {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly blockedFrom: Date
  readonly blockedUntil: Date
}

/** Which things stand in the way. An executive knows her calendar and absences, and may book over them; nobody books over an appointment. */
export type Stands = 'everything' | 'notCalendars' | 'appointments'

const standing = {
  everything: ['appointment', 'reservation', 'calendar', 'event', 'absence', 'away'],
  notCalendars: ['appointment', 'reservation', 'event', 'absence', 'away'],
  appointments: ['appointment', 'reservation'],
} as const satisfies Record<Stands, readonly Busy['by'][]>

export function standsFor({ actor }: Doing, bookedElsewhere: string | null): Stands {
  if (actor.kind === 'executive' || actor.kind === 'software') return 'appointments'
  // The calendar in which it was booked shows it too.
  return bookedElsewhere === null ? 'everything' : 'notCalendars'
}

type Looking = {
  readonly clientId: number
  readonly executiveId: string
  readonly type: AppointmentType | null
  readonly times: Times
  readonly stands: Stands
  /** Appointments that are to give way: the one that is moved, one's own reservation. */
  readonly except: readonly string[]
}

export type Looked = {
  /** What has that time; null when it is free. */
  readonly taker: Busy | null
  /** Within her hours, notice and horizon. */
  readonly isOffered: boolean
  /** The client's. */
  readonly timeZone: string
}

/** Whether a time is free, and whether it would have been offered. Her agenda is locked. */
export async function lookAtTime(tx: Transaction, looking: Looking, now: Date): Promise<Looked> {
  const { clientId, executiveId, type, times, stands, except } = looking
  const { startsAt, endsAt, blockedFrom, blockedUntil } = times
  const asked = { clientId, executiveIds: [executiveId], type: type ?? untyped }
  const facts = await loadSlotFacts(tx, { ...asked, from: blockedFrom, until: blockedUntil, except }, now)
  const [executive] = facts.executives
  const kinds: readonly Busy['by'][] = standing[stands]
  const busy = executive?.busy.filter(({ by }) => kinds.includes(by)) ?? []
  return {
    taker: takerOf(busy, blockedFrom, blockedUntil),
    isOffered: executive !== undefined && isOffered(facts, executive, startsAt, endsAt),
    timeZone: facts.hours.timeZone,
  }
}

/** Of an appointment that was agreed elsewhere only its hours can be judged. */
const untyped: SlotFacts['type'] = {
  minutes: 1,
  bufferBefore: 0,
  bufferAfter: 0,
  noticeMinutes: 0,
  horizonDays: 366,
  stepMinutes: 5,
}

/** With the buffers of its type around it. */
export function timesWith(
  { bufferBefore, bufferAfter }: Pick<AppointmentType, 'bufferBefore' | 'bufferAfter'>,
  startsAt: Date,
  endsAt: Date,
): Times {
  const blockedFrom = new Date(startsAt.getTime() - bufferBefore * 60_000)
  return { startsAt, endsAt, blockedFrom, blockedUntil: new Date(endsAt.getTime() + bufferAfter * 60_000) }
}

export async function findType(
  tx: Transaction,
  clientId: number,
  typeId: string | null,
): Promise<AppointmentType | null> {
  if (typeId === null) return null
  const isIt = and(eq(appointmentTypes.clientId, clientId), eq(appointmentTypes.id, typeId))
  const [type] = await tx.select().from(appointmentTypes).where(isIt)
  return type ?? null
}
