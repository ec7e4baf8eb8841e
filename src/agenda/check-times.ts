import { AppError } from '../errors.ts'

const longestMinutes = 24 * 60

/** Refuses what cannot be an appointment: one that ends before it begins, or lasts no minute or longer than a day. */
export function checkTimes(startsAt: Date, endsAt: Date): void {
  for (const at of [startsAt, endsAt])
    if (Number.isNaN(at.getTime()))
      throw new AppError(422, 'noSuchTime', 'a time that does not exist; expected a date and a time of day')
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000
  const times = `${startsAt.toISOString()} to ${endsAt.toISOString()}`
  if (minutes < 0)
    throw new AppError(
      422,
      'endsBeforeStart',
      `${times} ends before it begins; expected an end after the start`,
    )
  if (minutes < 1)
    throw new AppError(422, 'tooShort', `${times} lasts ${minutes} minutes; expected at least one`)
  if (minutes > longestMinutes)
    throw new AppError(
      422,
      'tooLong',
      `${times} lasts ${minutes} minutes; expected at most ${longestMinutes}`,
    )
}
