import { instantOf } from '../rules/instant-of.ts'
import { localTime, type Weekday } from '../rules/local-time.ts'
import { weekdaySchema } from '../rules/rule.ts'
import type { DigestTimes, ExecutiveChoices } from './executive.ts'

type Choices = Pick<ExecutiveChoices, 'quietHours' | 'timeZone'>
type QuietHours = NonNullable<ExecutiveChoices['quietHours']>

/**
 * When something that is ready at `at` may reach her: at once, or at the end of her quiet hours. `timeZone` is
 * the client's, for those who chose none of their own.
 */
export function whenAllowed(
  { quietHours, timeZone: own }: Choices,
  timeZone: string,
  urgency: 'ordinary' | 'urgent',
  at: Date,
): Date {
  if (!quietHours || (urgency === 'urgent' && quietHours.urgentExempt)) return at
  const zone = own ?? timeZone
  const { today, time } = localTime(at, zone)
  if (!isQuiet(quietHours, time)) return at
  const endsToday = time < quietHours.until
  const end = instantOf(endsToday ? today.date : dayAfter(today.date), quietHours.until, zone)
  // In October the clock shows that end twice, and this is between the two.
  return end > at ? end : new Date(at.getTime() + (minutesOf(quietHours.until) - minutesOf(time)) * 60_000)
}

/** Whether her quiet hours hold when her clock shows `time`; over midnight when they end before they begin. */
export function isQuiet({ from, until }: QuietHours, time: string): boolean {
  return from < until ? time >= from && time < until : time >= from || time < until
}

/** Digests that her quiet hours would hold back, which nobody can have meant. */
export function digestsInQuietHours(
  times: DigestTimes,
  quietHours: QuietHours | null,
): { day: Weekday; time: string }[] {
  if (!quietHours) return []
  return weekdaySchema.options.flatMap((day) =>
    (times[day] ?? []).filter((time) => isQuiet(quietHours, time)).map((time) => ({ day, time })),
  )
}

const dayAfter = (date: string) =>
  new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
