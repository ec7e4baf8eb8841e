import type { Appointment } from './appointment.ts'
import type { Venue } from './appointment-type.ts'
import { type Doing, isHuman } from './doing.ts'
import { stateAfter } from './states.ts'

export type Change =
  | { readonly step: 'confirm' | 'hold' | 'miss' }
  | { readonly step: 'decline' | 'cancel'; readonly reason: string | null }
  | {
      readonly step: 'move'
      readonly startsAt: Date
      /** As long as it was, where it is not given. */
      readonly endsAt?: Date
      readonly venue?: Venue
      readonly venueDetail?: string | null
    }

/** `unchanged`: it is so already. `overtaken`: a later human word stands. */
export type Decided = 'go' | 'unchanged' | 'overtaken' | 'notPossible' | 'past'

/** Whether a change can be made at all, whatever else has its time. */
export function decideChange(appointment: Appointment, change: Change, doing: Doing, now: Date): Decided {
  const { state, startsAt, endsAt, decidedAt } = appointment
  if (change.step !== 'move' && state === ended[change.step]) return 'unchanged'
  // A reservation becomes an appointment by being booked, and ends by being released.
  if (state === 'reserved' || stateAfter(state, change.step) === null) return 'notPossible'
  if (change.step === 'move' && isThere(appointment, change)) return 'unchanged'
  if (isHuman(doing) && decidedAt !== null && doing.saidAt < decidedAt) return 'overtaken'
  if (change.step === 'hold' || change.step === 'miss') return startsAt > now ? 'notPossible' : 'go'
  const corrects = change.step === 'confirm' && (state === 'held' || state === 'missed')
  // Nobody answered it: it must not stay open.
  const closes = change.step === 'decline' && !isHuman(doing)
  if (endsAt <= now && !corrects && !closes) return 'past'
  return change.step === 'move' && change.startsAt <= now ? 'past' : 'go'
}

const ended = {
  confirm: 'confirmed',
  decline: 'declined',
  cancel: 'cancelled',
  hold: 'held',
  miss: 'missed',
} as const

function isThere(appointment: Appointment, change: Extract<Change, { step: 'move' }>): boolean {
  const { venue = appointment.venue, venueDetail = appointment.venueDetail } = change
  const samePlace = venue === appointment.venue && venueDetail === appointment.venueDetail
  return samePlace && sameTimes(appointment, change)
}

/** When it would take place. */
export function timesOf(appointment: Appointment, change: Change): { startsAt: Date; endsAt: Date } {
  const { startsAt, endsAt } = appointment
  if (change.step !== 'move') return { startsAt, endsAt }
  const lengthMs = endsAt.getTime() - startsAt.getTime()
  return {
    startsAt: change.startsAt,
    endsAt: change.endsAt ?? new Date(change.startsAt.getTime() + lengthMs),
  }
}

export function sameTimes(appointment: Appointment, change: Change): boolean {
  const { startsAt, endsAt } = timesOf(appointment, change)
  return (
    startsAt.getTime() === appointment.startsAt.getTime() && endsAt.getTime() === appointment.endsAt.getTime()
  )
}
