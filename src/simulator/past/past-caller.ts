import { isPhoneNumber, type PhoneNumber } from '../../phone-number.ts'
import type { Chance } from './chance.ts'
import { type Aside, type Stories, type Story, stories, surnames } from './stories-table.ts'

export type PastCaller = {
  readonly name: string
  readonly company: string | null
  /** As it was shown; null when he withholds it. */
  readonly number: PhoneNumber | null
  /** Where he can be rung. */
  readonly ownNumber: PhoneNumber
  readonly isKnown: boolean
}

/** Who rings for a client: every other call from somebody known there. */
export function drawCaller(client: string, chance: Chance): PastCaller {
  const { people } = storiesOf(client)
  const isKnown = chance.happens(0.5)
  const known = isKnown ? people[chance.between(0, people.length - 1)] : undefined
  if (known) return callerOf(known, isKnown)
  const place = chance.between(0, surnames.length - 1)
  const number = `+33199004${Object.keys(stories).indexOf(client)}${String(place).padStart(2, '0')}`
  const name = `${place % 2 === 0 ? 'Mme' : 'M.'} ${surnames[place]}`
  const caller = callerOf([name, null, number], false)
  return chance.happens(0.04) ? { ...caller, number: null } : caller
}

/** Of whom a client wants to hear nothing, and whom a rule turns away. */
export const unwanted = (): PastCaller => callerOf(['Appelant importun', null, '+33199009999'], true)

function callerOf([name, company, shown]: Stories['people'][number], isKnown: boolean): PastCaller {
  const number = phoneNumber(shown)
  return { name, company, number, ownNumber: number, isKnown }
}

/** What he wants: something to pass on, or nothing. Whoever rings again has something else to say. */
export function drawStory(
  client: string,
  { isKnown, company }: PastCaller,
  times: number,
  chance: Chance,
): Story | Aside {
  const { first, known, asides } = storiesOf(client)
  const from = company === null ? 'person' : 'firm'
  const told = known.filter((one) => one.from === undefined || one.from === from)
  const answered = asides.filter(({ outcome }) => outcome === 'informationGiven')
  if (chance.happens(0.35)) return chance.of(isKnown ? atLeast(answered, asides) : asides)
  return (isKnown ? told[times % told.length] : undefined) ?? chance.of(first)
}

const atLeast = <T>([one, ...others]: readonly T[], all: readonly [T, ...T[]]): readonly [T, ...T[]] =>
  one === undefined ? all : [one, ...others]

function storiesOf(client: string): Stories {
  const found = stories[client]
  if (!found) throw new Error(`The demo has no stories of the client ${client}`)
  return found
}

function phoneNumber(text: string): PhoneNumber {
  if (isPhoneNumber(text)) return text
  throw new Error(`${text} is no telephone number`)
}
