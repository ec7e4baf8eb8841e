import type { ExecutiveChoices } from '../../clients/executive.ts'
import { type Language, t } from '../../i18n/text.ts'
import { formatNational, isPhoneNumber } from '../../phone-number.ts'
import { singleLine } from '../../plain-text.ts'
import type { Venue } from '../appointment-type.ts'

/** What an entry in a calendar is made from. */
export type Entry = {
  readonly title: string
  readonly venue: Venue
  readonly venueDetail: string | null
  readonly callerName: string | null
  readonly callerNumber: string | null
  readonly details: readonly { readonly question: string; readonly answer: string }[]
  readonly note: string | null
}

/** How much may leave the house, as with messages: a calendar lies with somebody else too. */
export type Showing = {
  readonly language: Language
  readonly health: boolean
  readonly carries: ExecutiveChoices['carries']
}

export type Shown = {
  readonly summary: string
  readonly facts: readonly string[]
  readonly location: string | null
}

/** Of health clients and those who want links only nothing but a time leaves; who wants `who`, the caller too. */
export function shownInCalendar(entry: Entry, showing: Showing): Shown {
  const { language } = showing
  const plain = { summary: t(language, 'invitation.appointment'), facts: [], location: null }
  if (showing.health || showing.carries === 'link') return plain
  if (showing.carries === 'who') return { ...plain, summary: summaryOf(plain.summary, entry) }
  return {
    summary: summaryOf(singleLine(entry.title, nameMax), entry),
    facts: factsOf(entry, language).flatMap((fact) => fact || []),
    location: locationOf(entry, language),
  }
}

const nameMax = 120
const textMax = 500

function summaryOf(what: string, { callerName, callerNumber }: Entry): string {
  const who = (callerName && singleLine(callerName, nameMax)) || numberOf(callerNumber)
  return who ? `${what} – ${who}` : what
}

const numberOf = (number: string | null): string | null =>
  number && isPhoneNumber(number) ? formatNational(number) : null

function factsOf({ callerNumber, details, note }: Entry, language: Language): (string | null)[] {
  return [
    numberOf(callerNumber),
    ...details.map(({ question, answer }) =>
      t(language, 'mail.row', { label: singleLine(question, nameMax), value: singleLine(answer, textMax) }),
    ),
    ...(note ?? '').split('\n').map((line) => singleLine(line, textMax)),
  ]
}

function locationOf({ venue, venueDetail }: Entry, language: Language): string | null {
  const place = venueDetail && singleLine(venueDetail, nameMax * 2)
  if (place) return place
  return venue === 'onSite' ? null : t(language, `invitation.venue.${venue}`)
}
