import { instantOf } from '../rules/instant-of.ts'
import { localTime } from '../rules/local-time.ts'

/**
 * What a date and a time of day mean in a zone. `twice`: as the clocks go back, with both instants. `skipped`: as they
 * go forward, with the time that they show instead.
 */
export type LocalMoment =
  | { readonly kind: 'once'; readonly at: Date }
  | { readonly kind: 'twice'; readonly first: Date; readonly second: Date }
  | { readonly kind: 'skipped'; readonly instead: Date }
  | { readonly kind: 'noSuchDate' | 'noSuchTime' }

/** Reads a date (2027-02-28) and a time (14:30), which nobody must guess at: 29/02, or 02:30 on the last Sunday of March. */
export function localMoment(date: string, time: string, timeZone: string): LocalMoment {
  if (!isDate(date)) return { kind: 'noSuchDate' }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return { kind: 'noSuchTime' }
  const at = instantOf(date, time, timeZone)
  if (!isShown(at, date, time, timeZone)) return { kind: 'skipped', instead: at }
  // Clocks are set by half an hour or an hour.
  const again = [30, 60].map((minutes) => new Date(at.getTime() + minutes * 60_000))
  const second = again.find((later) => isShown(later, date, time, timeZone))
  return second ? { kind: 'twice', first: at, second } : { kind: 'once', at }
}

export function isDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false
  const at = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date)
}

function isShown(at: Date, date: string, time: string, timeZone: string): boolean {
  const shown = localTime(at, timeZone)
  return shown.today.date === date && shown.time === time
}
