import { instantOf } from '../../rules/instant-of.ts'
import { localTime } from '../../rules/local-time.ts'
import { localMoment } from '../local-moment.ts'
import { plusDays } from './agenda-times.ts'

/** As it stands in the fields: dates as 2026-12-24, times as 14:30; without a time, whole days. */
export type EnteredStretch = {
  readonly from: string
  readonly fromTime: string
  /** Empty for the same day. */
  readonly until: string
  readonly untilTime: string
}

export type WrongMoment = {
  readonly field: keyof EnteredStretch
  readonly why: 'noSuchDate' | 'noSuchTime' | 'skipped' | 'twice' | 'endsBeforeStart' | 'past' | 'tooLong'
}

export type ReadStretch =
  | { readonly kind: 'read'; readonly startsAt: Date; readonly endsAt: Date }
  | { readonly kind: 'wrong'; readonly wrong: readonly WrongMoment[] }

type Bounds = { readonly timeZone: string; readonly now: Date; readonly longestDays: number }

/** What was entered, on the clock of one zone; an end that has passed is refused, a beginning need not be. */
export function readStretch(entered: EnteredStretch, { timeZone, now, longestDays }: Bounds): ReadStretch {
  const { from, fromTime, untilTime } = entered
  const until = entered.until || from
  const start = readMoment(from, fromTime || '00:00', timeZone, fromTime === '')
  const last = untilTime === '' ? plusDaysOrNone(until) : until
  const end = readMoment(last, untilTime || '00:00', timeZone, untilTime === '')
  const wrong: WrongMoment[] = []
  if (!(start instanceof Date))
    wrong.push({ field: start === 'noSuchDate' ? 'from' : 'fromTime', why: start })
  if (!(end instanceof Date)) wrong.push({ field: end === 'noSuchDate' ? 'until' : 'untilTime', why: end })
  if (!(start instanceof Date) || !(end instanceof Date)) return { kind: 'wrong', wrong }
  const field = untilTime === '' ? 'until' : 'untilTime'
  if (end <= start) return { kind: 'wrong', wrong: [{ field, why: 'endsBeforeStart' }] }
  if (end <= now) return { kind: 'wrong', wrong: [{ field, why: 'past' }] }
  if (end.getTime() - start.getTime() > (longestDays + 0.1) * 86_400_000)
    return { kind: 'wrong', wrong: [{ field, why: 'tooLong' }] }
  return { kind: 'read', startsAt: start, endsAt: end }
}

/** The fields for a stretch that is there already. Whole days have no times. */
export function enterStretch(
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
  timeZone: string,
): EnteredStretch {
  const start = localTime(startsAt, timeZone)
  const end = localTime(endsAt, timeZone)
  if (isWholeDays({ startsAt, endsAt }, timeZone))
    return { from: start.today.date, fromTime: '', until: plusDays(end.today.date, -1), untilTime: '' }
  return { from: start.today.date, fromTime: start.time, until: end.today.date, untilTime: end.time }
}

export const isWholeDays = (
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
  timeZone: string,
): boolean => [startsAt, endsAt].every((at) => localTime(at, timeZone).time === '00:00')

function plusDaysOrNone(date: string): string {
  return localMoment(date, '12:00', 'UTC').kind === 'once' ? plusDays(date, 1) : date
}

/** A day begins when it begins, also where its midnight is leapt over. */
function readMoment(
  date: string,
  time: string,
  timeZone: string,
  isDay: boolean,
): Date | Exclude<WrongMoment['why'], 'endsBeforeStart' | 'past' | 'tooLong'> {
  const moment = localMoment(date, time, timeZone)
  if (moment.kind === 'once') return moment.at
  if (isDay && (moment.kind === 'twice' || moment.kind === 'skipped')) return instantOf(date, time, timeZone)
  return moment.kind
}
