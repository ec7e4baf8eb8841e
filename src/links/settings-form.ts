import { z } from 'zod'
import type { Channel, DigestTimes, ExecutiveChoices } from '../clients/executive.ts'
import { digestsInQuietHours } from '../clients/quiet-hours.ts'
import type { Settings } from '../clients/save-choices.ts'
import { weekdaySchema } from '../rules/rule.ts'
import { clock, readTimes } from './read-times.ts'

export const weekdays = weekdaySchema.options
type Weekday = (typeof weekdays)[number]

const one = z.string().max(200).catch('')
const several = z
  .union([
    z.array(z.string().max(40)).max(8),
    z
      .string()
      .max(40)
      .transform((value) => [value]),
  ])
  .catch([])

const times = Object.fromEntries(weekdays.map((day) => [`times-${day}`, one]))

/** The fields of the settings page as they were typed; whatever else came is dropped. */
const enteredSchema = z.object({
  urgent: several,
  ordinary: several,
  digest: several,
  ordinaryWhen: one,
  carries: one,
  language: one,
  acknowledgeMinutes: one,
  invitations: one,
  news: one,
  onlyWhenSomething: one,
  quietFrom: one,
  quietUntil: one,
  urgentExempt: one,
  /** The last change of the settings that the page knew of. */
  seen: one,
})

export type Entered = z.output<typeof enteredSchema> & { readonly times: Readonly<Record<Weekday, string>> }

/** `times-mon` and so on are one field each. */
export type SettingsField = Exclude<keyof Entered, 'times' | 'seen'> | 'times' | `times-${Weekday}`
export type Wrong =
  | 'channels'
  | 'choice'
  | 'minutes'
  | 'times'
  | 'tooMany'
  | 'noTimes'
  | 'time'
  | 'both'
  | 'same'
  | 'quiet'
export type Problems = ReadonlyMap<SettingsField, Wrong>

/** What she has, and what is fixed for her. */
export type Terms = { readonly channels: readonly Channel[]; readonly health: boolean }

export function readEntered(body: unknown): Entered {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body)
  const typed = z.object(times).parse(fields)
  return { ...enteredSchema.parse(fields), times: byWeekday((day) => typed[`times-${day}`] ?? '') }
}

/** What the page shows before she touches it. */
export function enteredOf({ choices, language }: Settings): Entered {
  const { digest, quietHours, acknowledgeMinutes, agenda } = choices
  return {
    urgent: choices.urgent,
    ordinary: choices.ordinary,
    digest: digest.channels,
    ordinaryWhen: choices.ordinaryWhen,
    carries: choices.carries,
    language,
    acknowledgeMinutes: acknowledgeMinutes === null ? '' : String(acknowledgeMinutes),
    invitations: agenda.invitations ? 'yes' : '',
    news: agenda.news,
    onlyWhenSomething: digest.onlyWhenSomething ? 'yes' : '',
    quietFrom: quietHours?.from ?? '',
    quietUntil: quietHours?.until ?? '',
    urgentExempt: (quietHours?.urgentExempt ?? true) ? 'yes' : '',
    seen: '',
    times: byWeekday((day) => (digest.times[day] ?? []).join(' ')),
  }
}

/** The settings as entered, over those that stand; or what is wrong, by field. */
export function readSettings(
  entered: Entered,
  standing: Settings,
  terms: Terms,
): { kind: 'read'; settings: Settings } | { kind: 'wrong'; problems: Problems } {
  const problems = new Map<SettingsField, Wrong>()
  const note: Note = (field, wrong) => {
    problems.set(field, wrong)
    return undefined
  }
  const choices = readChoices(entered, standing.choices, terms, note)
  const language = pick(entered.language, ['fr', 'en']) ?? note('language', 'choice')
  if (problems.size > 0 || !choices || !language) return { kind: 'wrong', problems }
  return { kind: 'read', settings: { choices, language } }
}

type Note = (field: SettingsField, wrong: Wrong) => undefined

function readChoices(entered: Entered, standing: ExecutiveChoices, terms: Terms, note: Note) {
  const channels = (field: 'urgent' | 'ordinary' | 'digest', before: readonly Channel[]) =>
    readChannels(entered[field], before, terms) ?? note(field, 'channels')
  const urgent = channels('urgent', standing.urgent)
  const ordinary = channels('ordinary', standing.ordinary)
  const digestChannels = channels('digest', standing.digest.channels)
  const ordinaryWhen = pick(entered.ordinaryWhen, ['atOnce', 'digest']) ?? note('ordinaryWhen', 'choice')
  const carries = terms.health
    ? standing.carries
    : (pick(entered.carries, ['everything', 'who', 'link']) ?? note('carries', 'choice'))
  const agenda = readAgenda(entered, standing, terms) ?? note('news', 'choice')
  const digestTimes = readWeek(entered, note)
  if (ordinaryWhen === 'digest' && Object.keys(digestTimes).length === 0) note('times', 'noTimes')
  const quietHours = readQuietHours(entered, note)
  for (const { day } of digestsInQuietHours(digestTimes, quietHours ?? null)) note(`times-${day}`, 'quiet')
  const acknowledgeMinutes = readMinutes(entered.acknowledgeMinutes)
  if (acknowledgeMinutes === undefined) note('acknowledgeMinutes', 'minutes')
  if (!urgent || !ordinary || !digestChannels || !ordinaryWhen || !carries || !agenda) return null
  if (quietHours === undefined || acknowledgeMinutes === undefined) return null
  const onlyWhenSomething = entered.onlyWhenSomething === 'yes'
  const digest = { times: digestTimes, channels: digestChannels, onlyWhenSomething }
  const times = { digest, quietHours, acknowledgeMinutes }
  return { ...standing, urgent, ordinary, ordinaryWhen, carries, agenda, ...times }
}

/** Without an address there is no invitation to choose. */
function readAgenda(entered: Entered, { agenda }: ExecutiveChoices, { channels }: Terms) {
  const news = pick(entered.news, ['atOnce', 'digest'])
  const invitations = channels.includes('email') ? entered.invitations === 'yes' : agenda.invitations
  return news && { invitations, news }
}

/** Only among the channels that she has; with one there is nothing to choose. */
function readChannels(
  ticked: readonly string[],
  before: readonly Channel[],
  { channels }: Terms,
): Channel[] | null {
  if (channels.length < 2) return [...before]
  const chosen = channels.filter((channel) => ticked.includes(channel))
  return chosen.length > 0 ? chosen : null
}

function readWeek(entered: Entered, note: Note): DigestTimes {
  const week: DigestTimes = {}
  for (const day of weekdays) {
    const read = readTimes(entered.times[day])
    if (!read) note(`times-${day}`, 'times')
    else if (read.length > 6) note(`times-${day}`, 'tooMany')
    else if (read.length > 0) week[day] = read
  }
  return week
}

function readQuietHours(entered: Entered, note: Note): ExecutiveChoices['quietHours'] | undefined {
  const [from, until] = [entered.quietFrom.trim(), entered.quietUntil.trim()]
  if (from === '' && until === '') return null
  if (from === '') return note('quietFrom', 'both')
  if (until === '') return note('quietUntil', 'both')
  if (!clock.test(from)) return note('quietFrom', 'time')
  if (!clock.test(until)) return note('quietUntil', 'time')
  if (from === until) return note('quietUntil', 'same')
  return { from, until, urgentExempt: entered.urgentExempt === 'yes' }
}

/** Undefined for what is no number within the bounds. */
function readMinutes(typed: string): number | null | undefined {
  const text = typed.trim()
  if (text === '') return null
  const minutes = /^\d{1,3}$/.test(text) ? Number(text) : 0
  return minutes >= 2 && minutes <= 240 ? minutes : undefined
}

function pick<T extends string>(entered: string, of: readonly T[]): T | undefined {
  return of.find((value) => value === entered)
}

const byWeekday = (of: (day: Weekday) => string): Record<Weekday, string> => ({
  mon: of('mon'),
  tue: of('tue'),
  wed: of('wed'),
  thu: of('thu'),
  fri: of('fri'),
  sat: of('sat'),
  sun: of('sun'),
})
