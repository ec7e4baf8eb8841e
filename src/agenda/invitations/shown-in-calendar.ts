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
  /** Where she answers and reads the rest; null where no page is linked to. */
  readonly link: string | null
}

export type Shown = {
  readonly summary: string
  readonly description: string | null
  readonly location: string | null
}

/** Health clients and those who want links only see a time and a link; who wants `who`, the caller too. */
export function shownInCalendar(entry: Entry, showing: Showing): Shown {
  const { language, link } = showing
  const plain = { summary: t(language, 'invitation.appointment'), description: link, location: null }
  if (showing.health || showing.carries === 'link') return plain
  if (showing.carries === 'who') return { ...plain, summary: summaryOf(plain.summary, entry) }
  return {
    summary: summaryOf(singleLine(entry.title, nameMax), entry),
    description: [...factsOf(entry, language), link].filter(Boolean).join('\n') || null,
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
