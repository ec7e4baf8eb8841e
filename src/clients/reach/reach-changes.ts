import { type PhoneNumber, parsePhoneNumber } from '../../phone-number.ts'
import type { ClientDefinition } from '../agency-folder/definition.ts'

/** What a change of a client does to the ways in which its people are reached. */
export type Changed = {
  readonly kind: 'mobile' | 'email' | 'emergencyNumber'
  /** Key of the executive; null for the emergency number. */
  readonly key: string | null
  readonly before: string | null
  readonly after: string | null
  readonly formerEmail: string | null
  /** No call goes there yet: the number is new here, or still waits elsewhere. */
  readonly waits: boolean
}

/** A number that waits already, and where calls go meanwhile. */
export type Waiting = { readonly after: string | null; readonly before: string | null }

/**
 * Numbers and addresses that differ. A number that calls were put through to before this change, at anybody of the
 * client, need not wait; one that waits is no such number.
 */
export function reachChangesOf(
  standing: ClientDefinition,
  changed: ClientDefinition,
  waiting: readonly Waiting[],
): Changed[] {
  const inUse = (number: string | null) => {
    const held = waiting.find(({ after }) => after === number)
    return held ? held.before : number
  }
  const known = new Set(numbersOf(standing).map(inUse))
  const former = new Map(standing.executives.map((executive) => [executive.key, executive]))
  const number = (
    kind: 'mobile' | 'emergencyNumber',
    key: string | null,
    was: string | null,
    is: string | null,
  ) => {
    if (was === is) return []
    const before = inUse(was)
    const waits = is !== null && is !== before && !known.has(is)
    return [{ kind, key, before, after: is, formerEmail: former.get(key ?? '')?.email ?? null, waits }]
  }
  const email = (key: string, was: string | null, is: string | null): Changed[] =>
    was === is ? [] : [{ kind: 'email', key, before: was, after: is, formerEmail: was, waits: false }]
  return [
    ...changed.executives.flatMap(({ key, mobile, email: address }) => {
      const prior = former.get(key)
      return [
        ...number('mobile', key, prior?.mobile ?? null, mobile),
        ...(prior ? email(key, prior.email, address) : []),
      ]
    }),
    ...number('emergencyNumber', null, standing.settings.emergencyNumber, changed.settings.emergencyNumber),
  ]
}

const numbersOf = ({ executives, settings }: ClientDefinition): PhoneNumber[] =>
  [...executives.map(({ mobile }) => mobile), settings.emergencyNumber].flatMap((number) => number ?? [])

/** Numbers in a client's file, as somebody typed them, that stand nowhere among those of the client. */
export function newNumbers(
  standing: ClientDefinition,
  file: Readonly<Record<string, unknown>>,
): PhoneNumber[] {
  const known = new Set(numbersOf(standing))
  const typed = [file.emergencyNumber, ...mobilesIn(file.executives)]
  return typed.flatMap((text) => {
    const number = typeof text === 'string' ? parsePhoneNumber(text) : null
    return number && !known.has(number) ? [number] : []
  })
}

const mobilesIn = (executives: unknown): unknown[] =>
  Array.isArray(executives) ? executives.map((one) => Reflect.get(Object(one), 'mobile')) : []
