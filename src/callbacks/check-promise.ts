import { readMoment } from '../clients/until.ts'
import { type PhoneNumber, parsePhoneNumber, whyNotDiallable } from '../phone-number.ts'

export type NumberProblem = NonNullable<ReturnType<typeof whyNotDiallable>>
export type TimeProblem = 'notUnderstood' | 'past' | 'tooFar' | 'endsBeforeStart'
export type WhoProblem = NumberProblem | 'nobody' | 'unknownContact' | 'severalContacts'

const farthestMs = 90 * 86_400_000

/** A number as typed that we would ring for this client, or why not. */
export function readNumber(
  typed: string,
  allowedCountries: readonly string[],
): { readonly number: PhoneNumber } | { readonly problem: NumberProblem } {
  const problem = whyNotDiallable(typed, allowedCountries)
  const number = problem ? null : parsePhoneNumber(typed)
  return number ? { number } : { problem: problem ?? 'invalid' }
}

export type Times = { readonly dueAt: Date | null; readonly until: Date | null }
export type WrongTimes = { readonly field: 'from' | 'until'; readonly problem: TimeProblem }

/** From and until as `<input type="datetime-local">` sends them, on the clock of that zone; empty for as soon as may be. */
export function readTimes(
  { from, until }: { readonly from: string; readonly until: string },
  timeZone: string,
  now: Date,
): Times | WrongTimes {
  const dueAt = readTime(from, timeZone, now)
  if (typeof dueAt === 'string') return { field: 'from', problem: dueAt }
  const end = readTime(until, timeZone, now)
  if (typeof end === 'string') return { field: 'until', problem: end }
  if (dueAt && end && end <= dueAt) return { field: 'until', problem: 'endsBeforeStart' }
  return { dueAt, until: end }
}

function readTime(typed: string, timeZone: string, now: Date): Date | null | TimeProblem {
  if (typed === '') return null
  const at = readMoment(typed, timeZone)
  if (!at) return 'notUnderstood'
  if (at <= now) return 'past'
  return at.getTime() - now.getTime() > farthestMs ? 'tooFar' : at
}

const numberIn = /\+?\(?\d[\d\s().+-]{4,}\d/

/** "06 12 34 56 78 M. Petit", "M. Petit": the number in it, and the rest. */
export function splitWho(typed: string): { readonly number: string | null; readonly name: string | null } {
  const found = numberIn.exec(typed)
  if (!found)
    return /^[\d\s+]+$/.test(typed.trim()) ? { number: typed, name: null } : { number: null, name: typed }
  const rest = `${typed.slice(0, found.index)} ${typed.slice(found.index + found[0].length)}`
  const name = rest.replace(/^[\s,;:()-]+|[\s,;:()-]+$/g, '').replace(/\s+/g, ' ')
  return { number: found[0], name: name === '' ? null : name }
}
