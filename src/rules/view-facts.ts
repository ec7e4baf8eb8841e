import type { PhoneNumber } from '../phone-number.ts'
import type { ContactFact, Facts } from './facts.ts'
import { coverAt, type Hours, type HoursState, openingAt } from './hours.ts'
import { type LocalTime, localTime } from './local-time.ts'
import { fold } from './phrases.ts'
import { isPublicHoliday } from './public-holidays.ts'

/** What a decision needs of the client besides its rules. */
export type DecidingClient = {
  readonly hours: Hours
  /** Every executive by key; `number` is null for one who has no telephone. */
  readonly executives: ReadonlyMap<string, { readonly number: PhoneNumber | null }>
}

export type CallerDescription = {
  readonly class: 'contact' | 'unknown' | 'own' | 'withheld' | 'other'
  /** Those of the contact, if it has any. */
  readonly tags?: readonly string[]
}

/** The facts of one decision and what follows from them, each worked out at most once and only if asked. */
export type View = {
  readonly facts: Facts
  readonly executives: DecidingClient['executives']
  /** The number of a caller about whom something follows from it: not withheld, not one of the client's own. */
  readonly number: PhoneNumber | null
  /** An own or withheld number is matched to no contact, whatever the facts say. */
  readonly contact: ContactFact | null
  readonly caller: () => CallerDescription
  readonly local: () => LocalTime
  readonly opening: () => HoursState
  readonly cover: () => HoursState
  readonly isHoliday: () => boolean
  readonly body: () => string
}

export function viewFacts(facts: Facts, { hours, executives }: DecidingClient): View {
  const { caller } = facts
  const contact = caller.kind === 'number' || caller.kind === 'other' ? facts.contact : null
  const local = once(() => localTime(facts.now, hours.timeZone))
  return {
    facts,
    executives,
    number: caller.kind === 'number' ? caller.number : null,
    contact,
    caller: once(() => describeCaller(caller.kind, contact)),
    local,
    opening: once(() => openingAt(hours, local())),
    cover: once(() => coverAt(hours, local())),
    isHoliday: once(() => isPublicHoliday(local().today.date, hours.holidays.region)),
    body: once(() => fold(facts.body ?? '')),
  }
}

function describeCaller(kind: Facts['caller']['kind'], contact: ContactFact | null): CallerDescription {
  if (contact) return contact.tags.length ? { class: 'contact', tags: contact.tags } : { class: 'contact' }
  return { class: kind === 'number' ? 'unknown' : kind }
}

function once<T>(work: () => T): () => T {
  let done: { value: T } | undefined
  return () => {
    done ??= { value: work() }
    return done.value
  }
}
