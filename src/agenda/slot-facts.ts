import type { Hours } from '../rules/hours.ts'
import type { Window } from '../rules/rule.ts'
import type { AppointmentType } from './appointment.ts'

/** A time that is not to be had, and what has it. Appointments and reservations with their buffers. */
export type Busy = {
  readonly by: 'appointment' | 'reservation' | 'calendar' | 'event' | 'absence' | 'away'
  readonly startsAt: Date
  readonly endsAt: Date
}

/** What decides which times can be offered. */
export type SlotFacts = {
  readonly now: Date
  readonly type: Pick<
    AppointmentType,
    'minutes' | 'bufferBefore' | 'bufferAfter' | 'noticeMinutes' | 'horizonDays' | 'stepMinutes'
  >
  /** The client's: its zone, closures and public holidays hold for everybody. */
  readonly hours: Hours
  readonly executives: readonly SlotExecutive[]
}

export type SlotExecutive = {
  readonly executiveId: string
  /** When she can be booked; null for the client's opening hours. */
  readonly workingHours: readonly Window[] | null
  /** In any order; may overlap. */
  readonly busy: readonly Busy[]
}

/** What has some of that time: the first to begin; null when it is free. One may begin as the other ends. */
export function takerOf(busy: readonly Busy[], from: Date, until: Date): Busy | null {
  const takers = busy.filter(({ startsAt, endsAt }) => startsAt < until && endsAt > from)
  return takers.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())[0] ?? null
}
