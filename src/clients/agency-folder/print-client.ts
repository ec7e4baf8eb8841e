import { isDeepStrictEqual } from 'node:util'
import { stringify } from 'yaml'
import { FRENCH_COUNTRIES } from '../../phone-number.ts'
import { printChoices } from './choices.ts'
import type { ClientDefinition, SecretaryDefinition, TeamDefinition } from './definition.ts'
import { printWeek } from './week.ts'

/** A client's file, always in the same order; what a file may leave out and means nothing is left out. */
export function printClient(client: ClientDefinition): string {
  const { settings, hours, ruleSet } = client
  return print({
    name: settings.name,
    language: settings.language,
    timeZone: hours.timeZone,
    publicNumber: settings.publicNumber,
    emergencyNumber: settings.emergencyNumber,
    greeting: settings.greeting,
    voice: settings.voice,
    textReply: settings.textReply,
    awayPhrase: settings.awayPhrase,
    tellsCallers: settings.tellsCallers || null,
    health: settings.health || null,
    allowedCountries: isDeepStrictEqual(settings.allowedCountries, FRENCH_COUNTRIES)
      ? null
      : settings.allowedCountries,
    slipFields: settings.slipFields.map((field) => ({ ...field, required: field.required || null })),
    slipTemplates: settings.slipTemplates,
    unbilledOutcomes: settings.unbilledOutcomes,
    answering: settings.answering,
    recording: settings.recording,
    outgoing: settings.outgoing,
    opening: printWeek(hours.opening),
    cover: printWeek(hours.cover),
    closures: hours.closures,
    holidays: hours.holidays,
    executives: client.executives.map((executive) => ({
      ...executive,
      choices: printChoices(executive.choices),
      workingHours: executive.workingHours && printWeek(executive.workingHours),
    })),
    lines: client.lines.map((line) => ({ ...line, receivesTexts: line.receivesTexts ? null : false })),
    reasons: client.reasons.map((reason) => ({ ...reason, urgent: reason.urgent || null })),
    instructions: client.instructions,
    appointmentTypes: client.appointmentTypes.map(printType),
    mandates: client.mandates.map(printMandate),
    rules: ruleSet.rules,
    default: ruleSet.default,
  })
}

/** An empty list of reminders is a choice of its own, which nothing at all is not. */
const printType = ({ reminderHours, ...type }: ClientDefinition['appointmentTypes'][number]) => ({
  ...type,
  reminderHours: reminderHours.length === 0 ? 'none' : reminderHours,
})

const printMandate = ({ limits, ...mandate }: ClientDefinition['mandates'][number]) => ({
  ...mandate,
  limits: { ...limits, hours: printWeek(limits.hours) },
})

/** What `agency.yaml` says beside its clients, which have files of their own. */
export function printAgency(agency: {
  readonly secretaries: readonly SecretaryDefinition[]
  readonly teams: readonly TeamDefinition[]
}): string {
  return print(agency)
}

function print(value: object): string {
  return stringify(withoutEmpty(value), { lineWidth: 0, aliasDuplicateObjects: false })
}

/** Empty lists, empty maps and null say the same as nothing at all: choices say such things in words. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, entry]) => [key, withoutEmpty(entry)] as const)
  return Object.fromEntries(entries.filter(([, entry]) => !isEmpty(entry)))
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
