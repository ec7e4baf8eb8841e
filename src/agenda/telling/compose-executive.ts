import type { ExecutiveChoices } from '../../clients/executive.ts'
import { type Language, t } from '../../i18n/text.ts'
import { dateInWords, momentsInSms } from '../../i18n/time-in-words.ts'
import { type Mail, type MailRow, writeMail } from '../../messages/mail-page.ts'
import { spellForSms } from '../../messages/sms-spelling.ts'
import { countSegments, fitSms } from '../../messages/sms-text.ts'
import { formatNational, isPhoneNumber } from '../../phone-number.ts'
import { singleLine } from '../../plain-text.ts'
import type { ExecutiveKind, ToldAppointment } from './told-appointment.ts'

/** With the number by which she answers, where she can. */
export type Numbered = ToldAppointment & { readonly number: number | null }

export type ExecutiveFacts = {
  readonly kind: ExecutiveKind
  readonly language: Language
  readonly clientName: string
  readonly health: boolean
  readonly carries: ExecutiveChoices['carries']
  /** Of her clock. */
  readonly timeZone: string
  readonly told: readonly [Numbered, ...Numbered[]]
  readonly link: string | null
}

const nameMax = 40
const linesMost = 5
const segmentsMost = 3

/** The number by which she answers stands first, where a lock screen shows it; how to answer is never cut off. */
export function composeExecutiveSms(facts: ExecutiveFacts): string {
  const { language, told } = facts
  const lines = told.slice(0, linesMost).map((one) => lineOf(one, facts))
  const more =
    told.length > linesMost ? [t(language, 'sms.rdv.more', { count: told.length - linesMost })] : []
  const client = facts.health ? [] : [singleLine(facts.clientName, nameMax)]
  const hint = askNumber(facts)
  const ask = hint ? `\n${t(language, 'sms.rdv.ask', { number: hint })}` : ''
  const body = [...client, ...lines, ...more].join('\n')
  return fitSms(body, `${ask}${linkThatFits(body + ask, facts)}`).text
}

/** Rather all of her appointments than the link, where she can answer by number. */
function linkThatFits(text: string, { link }: ExecutiveFacts): string {
  const ending = link ? `\n${link}` : ''
  return countSegments(spellForSms(text) + ending) <= segmentsMost ? ending : ''
}

/** The first that waits for her yes or no. */
const askNumber = ({ kind, told }: ExecutiveFacts): number | null =>
  kind === 'question' ? (told.find(({ number }) => number !== null)?.number ?? null) : null

/** "4. RDV jeudi 26/11 à 15h00, M. Blanc (Premier rendez-vous)". */
function lineOf(one: Numbered, facts: ExecutiveFacts): string {
  const { language, timeZone } = facts
  const former = formerOf(one)
  const instead = former && momentsInSms([former], timeZone, language)
  const who = whoOf(one, facts)
  const head = headOf(one, facts)
  return t(language, 'sms.rdv.line', {
    number: one.number,
    head: t(language, `sms.rdv.head.${head}`),
    when: momentsInSms([one.startsAt], timeZone, language),
    instead: instead ? t(language, 'sms.rdv.instead', { when: instead }) : '',
    what: who ? `, ${who}` : '',
  })
}

function headOf(one: ToldAppointment, { kind }: Pick<ExecutiveFacts, 'kind'>) {
  if (one.state === 'cancelled') return 'cancelled'
  if (formerOf(one)) return 'moved'
  return kind === 'question' ? 'question' : 'new'
}

const formerOf = ({ formerStartsAt, startsAt, state }: ToldAppointment): Date | null =>
  formerStartsAt && state !== 'cancelled' && formerStartsAt.getTime() !== startsAt.getTime()
    ? formerStartsAt
    : null

/** "M. Blanc (Premier rendez-vous)"; of health clients, and for those who want links, nobody and nothing. */
function whoOf({ callerName, callerNumber, title }: ToldAppointment, facts: ExecutiveFacts): string {
  const { health, carries } = facts
  if (health || carries === 'link') return ''
  const number = callerNumber && isPhoneNumber(callerNumber) ? formatNational(callerNumber) : ''
  const who = callerName ? singleLine(callerName, nameMax) : number
  const what = carries === 'everything' ? singleLine(title, nameMax) : ''
  if (who && what) return `${who} (${what})`
  return who || what
}

export function composeExecutiveMail(facts: ExecutiveFacts): Mail {
  const { language, told, timeZone, health, link } = facts
  const what = t(language, `mail.rdv.${headings[headOf(told[0], facts)]}`)
  const when = dateInWords(told[0].startsAt, timeZone, language)
  const hint = askNumber(facts)
  return writeMail({
    ...{ language, what, said: null },
    subject: t(language, 'mail.rdv.subject', { what: what.replace(/\s*\?$/, ','), when }),
    client: health ? null : singleLine(facts.clientName, 120),
    rows: told.flatMap((one) => rowsOf(one, facts)),
    action: link ? { label: t(language, 'mail.rdv.openHers'), href: link } : null,
    hint: hint === null ? null : t(language, 'mail.rdv.ask', { number: hint }),
  })
}

const headings = {
  question: 'question',
  new: 'new',
  moved: 'movedHers',
  cancelled: 'cancelledHers',
} as const

function rowsOf(one: Numbered, facts: ExecutiveFacts): MailRow[] {
  const { language, timeZone, health, carries } = facts
  const row = (label: 'when' | 'former' | 'reason', value: string): MailRow => ({
    label: t(language, `mail.rdv.${label}`),
    value,
  })
  const former = formerOf(one)
  const when = dateInWords(one.startsAt, timeZone, language)
  const said = one.endReason && !health && carries === 'everything' ? singleLine(one.endReason, 300) : null
  return [
    row('when', t(language, 'mail.rdv.listed', { number: one.number, when, who: whoOf(one, facts) })),
    ...(former ? [row('former', dateInWords(former, timeZone, language))] : []),
    ...(said ? [row('reason', said)] : []),
  ]
}
