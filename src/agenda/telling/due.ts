import type { ExecutiveChoices } from '../../clients/executive.ts'
import { whenAllowed } from '../../clients/quiet-hours.ts'
import { instantOf } from '../../rules/instant-of.ts'
import { localTime } from '../../rules/local-time.ts'
import type { Appointment } from '../appointment.ts'
import type { AppointmentNoticeKind } from './tables.ts'

/** On the client's clock; in it nobody is reminded. */
export const night = { from: '20:00', until: '08:00' } as const
const nights = { quietHours: { ...night, urgentExempt: true }, timeZone: null }
const wakes = '09:00'

/**
 * When a caller may be told: not at night, on the client's clock, unless what he counts on would be over then, or begin
 * before nine.
 */
export function whenForCaller(at: Date, countsOn: Date, timeZone: string): Date {
  const morning = whenAllowed(nights, timeZone, 'ordinary', at)
  if (morning.getTime() === at.getTime()) return at
  return countsOn < instantOf(localTime(morning, timeZone).today.date, wakes, timeZone) ? at : morning
}

/** When she may be told: after her quiet hours, unless the appointment has begun by then. */
export function whenForExecutive(
  choices: ExecutiveChoices,
  timeZone: string,
  startsAt: Date,
  now: Date,
): Date {
  const allowed = whenAllowed(choices, timeZone, 'ordinary', now)
  return allowed < startsAt ? allowed : now
}

const evening = '19:00'

/** When he is reminded so many hours before: on the evening before rather than at night. */
export function reminderTime(startsAt: Date, hours: number, timeZone: string): Date {
  const at = new Date(startsAt.getTime() - hours * 3_600_000)
  const { today, yesterday, time } = localTime(at, timeZone)
  if (time < night.until) return instantOf(yesterday.date, evening, timeZone)
  return time < night.from ? at : instantOf(today.date, evening, timeZone)
}

type Brought = {
  readonly notice: {
    readonly kind: AppointmentNoticeKind
    readonly sequence: number
    readonly executiveId: string | null
  }
  readonly appointment: Pick<Appointment, 'sequence' | 'state' | 'startsAt' | 'endsAt'>
}

/** Why a notice that waited is not sent any more: it has changed since, of which another one tells, or it has begun. */
export function whyNotTold({ notice, appointment }: Brought, now: Date): 'superseded' | 'past' | null {
  const { kind, sequence, executiveId } = notice
  if (sequence < appointment.sequence) return 'superseded'
  if (kind === 'offer' && appointment.state !== 'reserved') return 'superseded'
  if (kind === 'reminder' && appointment.state !== 'confirmed') return 'superseded'
  const end = executiveId === null ? appointment.startsAt : appointment.endsAt
  return end <= now ? 'past' : null
}
