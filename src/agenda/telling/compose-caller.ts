import { type Language, t } from '../../i18n/text.ts'
import { dateInWords, momentsInSms } from '../../i18n/time-in-words.ts'
import { type Mail, type MailRow, writeMail } from '../../messages/mail-page.ts'
import { fitSms } from '../../messages/sms-text.ts'
import { singleLine } from '../../plain-text.ts'
import type { Venue } from '../appointment-type.ts'
import type { CallerKind, ToldAppointment } from './told-appointment.ts'

export type CallerFacts = {
  readonly kind: CallerKind
  readonly language: Language
  readonly clientName: string
  /** Whoever looks at the caller's telephone is not to learn whose patient he is, or of what. */
  readonly health: boolean
  readonly executiveName: string
  /** In which it was agreed. */
  readonly timeZone: string
  /** In order; several where one follows the other. */
  readonly told: readonly [ToldAppointment, ...ToldAppointment[]]
  /** Of an offer: when it ends. */
  readonly until: Date | null
  /** Where he can see and change it; null where there is nothing to open. */
  readonly link: string | null
}

const segmentsMost = 2
const nameMax = 40
const placeMax = 70

/** One text to a caller, of two segments at most, the link whole and last. */
export function composeCallerSms(facts: CallerFacts): string {
  const { language, health, link } = facts
  const words = wordsOf(facts)
  const ending = link ? `\n${link}` : ''
  if (health) return fitSms(words.charAt(0).toUpperCase() + words.slice(1), ending, segmentsMost).text
  const client = singleLine(facts.clientName, nameMax)
  const place = placeInSms(facts)
  const said = t(language, 'sms.notice.from', { client, words: place ? `${words} ${place}` : words })
  return fitSms(said, ending, segmentsMost).text
}

function wordsOf(facts: CallerFacts): string {
  const { language, told, timeZone, health } = facts
  const moments = (times: readonly Date[]) => momentsInSms(times, timeZone, language)
  const name = singleLine(facts.executiveName, nameMax)
  const said = {
    count: told.length,
    who: health ? '' : t(language, 'sms.rdv.with', { name }),
    when: moments(told.map(({ startsAt }) => startsAt)),
  }
  const kind = sayingOf(facts)
  if (kind === 'offer')
    return t(language, 'sms.rdv.offer', { ...said, until: moments(facts.until ? [facts.until] : []) })
  if (kind !== 'moved' && kind !== 'movedNoted') return t(language, `sms.rdv.${kind}`, said)
  const former = moments(told.map(({ startsAt, formerStartsAt }) => formerStartsAt ?? startsAt))
  return t(language, `sms.rdv.${kind}`, { ...said, former })
}

/** A move to another room is no other time, and one that is asked for is no promise. */
export function sayingOf({
  kind,
  told,
}: Pick<CallerFacts, 'kind' | 'told'>): CallerKind | 'movedNoted' | 'changed' {
  if (kind !== 'moved') return kind
  const isOtherTime = told.some(
    ({ startsAt, formerStartsAt }) => formerStartsAt && formerStartsAt.getTime() !== startsAt.getTime(),
  )
  if (!isOtherTime) return 'changed'
  return told.some(({ state }) => state === 'proposed') ? 'movedNoted' : 'moved'
}

const isOver = (kind: CallerKind): boolean => kind === 'cancelled' || kind === 'declined'

/** The address, or how else; of a video room the page and the mail say where. */
function placeInSms({ language, kind, told: [first] }: CallerFacts): string | null {
  if (isOver(kind)) return null
  if (first.venue !== 'onSite') return t(language, `sms.rdv.${first.venue}`)
  return first.venueDetail && `${singleLine(first.venueDetail, placeMax)}.`
}

export function composeCallerMail(facts: CallerFacts): Mail {
  const { language, health, told, link, timeZone } = facts
  const what = t(language, `mail.rdv.${sayingOf(facts)}`)
  const when = dateInWords(told[0].startsAt, timeZone, language)
  const title = t(language, 'mail.rdv.subject', { what: t(language, 'mail.rdv.subjectPlain'), when })
  const client = health ? null : singleLine(facts.clientName, 120)
  const subject = client ? t(language, 'mail.subject', { client, what: title }) : title
  return writeMail({
    ...{ language, subject, client, what, said: null, hint: null },
    rows: [
      ...told.flatMap((one) => timeRows(one, facts)),
      ...untilRows(facts),
      ...(health ? [] : placeRows(facts)),
    ],
    action: link
      ? { label: t(language, facts.kind === 'offer' ? 'mail.rdv.openOffer' : 'mail.rdv.open'), href: link }
      : null,
  })
}

function timeRows(
  { startsAt, formerStartsAt }: ToldAppointment,
  { language, timeZone, kind }: CallerFacts,
): MailRow[] {
  const row = (label: 'when' | 'former', at: Date): MailRow => ({
    label: t(language, `mail.rdv.${label}`),
    value: dateInWords(at, timeZone, language),
  })
  const isMoved = kind === 'moved' && formerStartsAt && formerStartsAt.getTime() !== startsAt.getTime()
  return [row('when', startsAt), ...(isMoved ? [row('former', formerStartsAt)] : [])]
}

const untilRows = ({ until, timeZone, language }: CallerFacts): MailRow[] =>
  until ? [{ label: t(language, 'mail.rdv.until'), value: dateInWords(until, timeZone, language) }] : []

function placeRows({ language, executiveName, told: [first], kind }: CallerFacts): MailRow[] {
  const place = placeOf(first, language)
  return [
    { label: t(language, 'mail.rdv.with'), value: singleLine(executiveName, 120) },
    ...(isOver(kind) || !place ? [] : [{ label: t(language, 'mail.rdv.where'), value: place }]),
  ]
}

/** Where it takes place, for him who comes. */
export function placeOf(
  { venue, venueDetail }: { readonly venue: Venue; readonly venueDetail: string | null },
  language: Language,
): string | null {
  if (venue !== 'onSite' && venue !== 'video') return t(language, `mail.rdv.${venue}`)
  const detail = venueDetail && singleLine(venueDetail, 300)
  return detail || (venue === 'video' ? t(language, 'mail.rdv.video') : null)
}
