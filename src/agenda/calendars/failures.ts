/** Why a calendar could not be read or written; each with its words under `calendars.failure.…`. */
export const failures = [
  'credentials',
  'readOnly',
  'notThere',
  'notACalendar',
  'forbiddenAddress',
  'tooLarge',
  'tooMany',
  'tooSlow',
  'unreachable',
  'refused',
] as const
export type FailureKind = (typeof failures)[number]

/** The far side's failure, said without its words: those may hold addresses and passwords. */
export class CalendarFailure extends Error {
  readonly kind: FailureKind

  constructor(kind: FailureKind, detail = '') {
    super(detail === '' ? kind : `${kind}: ${detail}`)
    this.name = 'CalendarFailure'
    this.kind = kind
  }
}

/** Whether only a person can put it right: it is not tried again before. */
export const needsPerson = (kind: FailureKind): boolean => kind === 'credentials'
