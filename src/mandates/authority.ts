import { windowDay } from '../rules/hours.ts'
import { localTime } from '../rules/local-time.ts'
import type { MandateDefinition } from './mandate.ts'
import type { mandates } from './tables.ts'

export type Mandate = typeof mandates.$inferSelect

type Booking = {
  readonly executiveKey: string
  /** Null for what is of no type. */
  readonly typeKey: string | null
  readonly startsAt: Date
  readonly now: Date
  /** The client's. */
  readonly timeZone: string
  /** How many she has on that day already. */
  readonly bookedThatDay: number
  /** Whether the time could have been offered: within her hours, notice and horizon. */
  readonly isOffered: boolean
}

export type Authority =
  | { readonly kind: 'decides'; readonly mandate: Mandate }
  | {
      readonly kind: 'asks'
      readonly mandate: Mandate | null
      readonly answerBy: Date
      readonly ifSilent: MandateDefinition['ifSilent']
      readonly why: 'mandate' | 'beyondLimits' | 'noMandate'
    }
  | { readonly kind: 'mustNot'; readonly mandate: Mandate }

const unmandated = { answerMinutes: 1_440, ifSilent: 'keepAsking' } as const

/** What the secretary may do about an appointment: by the first mandate that is about it, and without one she asks. */
export function authorityFor(mandates: readonly Mandate[], booking: Booking): Authority {
  const mandate = mandates.find((one) => isAbout(one, booking))
  if (mandate?.secretary === 'mustNot') return { kind: 'mustNot', mandate }
  if (mandate?.secretary === 'decides' && isWithin(mandate, booking)) return { kind: 'decides', mandate }
  const { answerMinutes, ifSilent } = mandate ?? unmandated
  const inTime = new Date(booking.now.getTime() + answerMinutes * 60_000)
  // After its beginning an answer helps nobody.
  const answerBy = inTime < booking.startsAt ? inTime : booking.startsAt
  if (mandate?.secretary !== 'decides')
    return {
      kind: 'asks',
      mandate: mandate ?? null,
      answerBy,
      ifSilent,
      why: mandate ? 'mandate' : 'noMandate',
    }
  // A limit that silence lifts would be none.
  const silence = ifSilent === 'confirm' ? 'keepAsking' : ifSilent
  return { kind: 'asks', mandate, answerBy, ifSilent: silence, why: 'beyondLimits' }
}

/** As acts cite it. */
export const citationOf = ({ key, version }: Pick<Mandate, 'key' | 'version'>): string =>
  `mandate ${key} v${version}`

function isAbout(mandate: Mandate, { executiveKey, typeKey, now, timeZone }: Booking): boolean {
  const { executiveKeys, appointmentTypeKeys, fromDate, untilDate, removedAt } = mandate
  const today = localTime(now, timeZone).today.date
  return (
    removedAt === null &&
    (executiveKeys.length === 0 || executiveKeys.includes(executiveKey)) &&
    (appointmentTypeKeys.length === 0 || (typeKey !== null && appointmentTypeKeys.includes(typeKey))) &&
    (fromDate === null || fromDate <= today) &&
    (untilDate === null || today <= untilDate)
  )
}

function isWithin(
  { limits }: Mandate,
  { startsAt, now, timeZone, bookedThatDay, isOffered }: Booking,
): boolean {
  const { horizonDays, hours, perDay } = limits
  const daysAhead = (startsAt.getTime() - now.getTime()) / 86_400_000
  const local = localTime(startsAt, timeZone)
  return (
    isOffered &&
    (horizonDays === null || daysAhead <= horizonDays) &&
    (hours.length === 0 || hours.some((window) => windowDay(window, local) !== null)) &&
    (perDay === null || bookedThatDay < perDay)
  )
}
