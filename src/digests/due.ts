import type { ExecutiveChoices } from '../clients/executive.ts'
import { instantOf } from '../rules/instant-of.ts'
import { type LocalDay, localTime, WEEKDAYS } from '../rules/local-time.ts'

/** `timeZone` is the client's; her own, where she chose one, stands in her choices. */
export type DigestClock = {
  readonly choices: Pick<ExecutiveChoices, 'digest' | 'timeZone'>
  readonly timeZone: string
}

const dayMs = 24 * 60 * 60_000
/** Whoever has had no digest yet is not sent one for a time long past. */
const firstLookMs = 15 * 60_000

/**
 * The latest digest time later than `after` and not later than `now`, or null. After an outage that is one, for
 * all that was missed; what is older than a day is not caught up.
 */
export function latestDue(
  { choices, timeZone }: DigestClock,
  { after, now }: { readonly after: Date | null; readonly now: Date },
): Date | null {
  const zone = choices.timeZone ?? timeZone
  const floor = now.getTime() - (after ? dayMs : firstLookMs)
  const since = Math.max(floor, after?.getTime() ?? floor)
  const latest = lastDays(localTime(now, zone).today)
    .flatMap(({ date, weekday }) =>
      (choices.digest.times[weekday] ?? []).map((time) => instantOf(date, time, zone)),
    )
    .filter((due) => due.getTime() > since && due <= now)
    .reduce((a, due) => Math.max(a, due.getTime()), 0)
  return latest === 0 ? null : new Date(latest)
}

/** The first digest time after `now`; null for whoever has none within a week. */
export function nextDue({ choices, timeZone }: DigestClock, now: Date): Date | null {
  const zone = choices.timeZone ?? timeZone
  const today = Date.parse(localTime(now, zone).today.date)
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = new Date(today + ahead * dayMs)
    const times = choices.digest.times[WEEKDAYS[day.getUTCDay()] ?? 'sun'] ?? []
    const next = times
      .map((time) => instantOf(day.toISOString().slice(0, 10), time, zone))
      .find((due) => due > now)
    if (next) return next
  }
  return null
}

/** Writing dates costs more than all else here, and nearly every question comes on the day of the one before. */
let asked: { date: string; days: LocalDay[] } | undefined

/** Three, since 24 hours before the early morning after the day that lost an hour is two days before. */
function lastDays({ date }: LocalDay): LocalDay[] {
  if (asked?.date === date) return asked.days
  const days = [0, 1, 2].map((ago) => {
    const day = new Date(Date.parse(date) - ago * dayMs)
    return { date: day.toISOString().slice(0, 10), weekday: WEEKDAYS[day.getUTCDay()] ?? 'sun' }
  })
  asked = { date, days }
  return days
}
