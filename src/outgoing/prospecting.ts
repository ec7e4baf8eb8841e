import type { LocalTime } from '../rules/local-time.ts'
import { isPublicHoliday } from '../rules/public-holidays.ts'

/** Whom a prospecting call would go to, and what stands written of it. */
export type Prospect = {
  readonly isBusiness: boolean
  readonly hasConsent: boolean
  /** Prospecting calls to that number in the last `spanDays`. */
  readonly callsBefore: number
}

export type ProspectingRefusal = 'noConsent' | 'hours' | 'tooOften'

/** Décret n° 2022-1313 of 13 October 2022: at most four times within thirty days. */
export const mostCalls = 4
export const spanDays = 30

/**
 * Why a prospecting call may not be made, or null. Consumers are rung only with their consent (art. L. 223-1 Code de
 * la consommation as of 11 August 2026, loi n° 2025-594), from Monday to Friday, 10 to 13 and 14 to 20 o'clock, never
 * on a public holiday (décret n° 2022-1313). A business is not a consumer. Pure.
 */
export function whyNotProspect(
  { isBusiness, hasConsent, callsBefore }: Prospect,
  local: LocalTime,
): ProspectingRefusal | null {
  if (isBusiness) return null
  if (!hasConsent) return 'noConsent'
  if (!isLawfulHour(local)) return 'hours'
  return callsBefore >= mostCalls ? 'tooOften' : null
}

const hours = [
  ['10:00', '13:00'],
  ['14:00', '20:00'],
] as const

function isLawfulHour({ today, time }: LocalTime): boolean {
  if (today.weekday === 'sat' || today.weekday === 'sun' || isPublicHoliday(today.date)) return false
  return hours.some(([from, until]) => time >= from && time < until)
}
