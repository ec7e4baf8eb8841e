import { Temporal } from 'temporal-polyfill'

/** How long she is away, as she can choose it with one press. */
export const spans = ['hour1', 'hours2', 'until18', 'tomorrow9'] as const
export type Span = (typeof spans)[number]

/** The moment that a span ends on the clock of her zone; null for one that is no longer to be had today. */
export function endOf(span: Span, now: Date, timeZone: string): Date | null {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  switch (span) {
    case 'hour1':
      return asDate(roundedUp(here.add({ hours: 1 })))
    case 'hours2':
      return asDate(roundedUp(here.add({ hours: 2 })))
    case 'until18': {
      const evening = here.withPlainTime('18:00')
      return Temporal.ZonedDateTime.compare(evening, here) > 0 ? asDate(evening) : null
    }
    case 'tomorrow9':
      return asDate(here.add({ days: 1 }).withPlainTime('09:00'))
    default:
      return span satisfies never
  }
}

/** What `<input type="datetime-local">` sends ("2026-12-24T18:30"), on the clock of her zone; null when it is not that. */
export function readMoment(typed: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(typed)) return null
  try {
    return asDate(Temporal.PlainDateTime.from(typed, { overflow: 'reject' }).toZonedDateTime(timeZone))
  } catch {
    return null
  }
}

/** The same the other way round. */
export function writeMoment(at: Date, timeZone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return there.toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** To five minutes, as people say it. */
const roundedUp = (at: Temporal.ZonedDateTime) =>
  at.round({ smallestUnit: 'minute', roundingIncrement: 5, roundingMode: 'ceil' })

const asDate = (at: Temporal.ZonedDateTime) => new Date(at.epochMilliseconds)
